/*
 * fold.h
 *		The marks of days from a student's events.
 */
#ifndef ABSENCE_FOLD_H
#define ABSENCE_FOLD_H

#include "event.h"

#pragma GCC visibility push(hidden)

extern Register *fold_all(Event *events, int n);

#pragma GCC visibility pop

#endif							/* ABSENCE_FOLD_H */
