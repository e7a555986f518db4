# Publishing: an attacker who has only public_absence tries to compute what is
# withheld, in many made-up districts. The attacker knows that the values of a kind
# add up to their school (or each value with the rest of its school, if a student can
# have several), that the schools add up to the district, that no number is negative,
# and what a code means. The attacker solves for the smallest and the largest possible
# value of every withheld number, over all sums at once.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('publish');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nfsync = off");
$node->start;
$node->safe_psql('postgres', q{CREATE EXTENSION absence; SELECT absence.create_store('s');
	INSERT INTO s.school_year_state (school_year) VALUES (2026)});

# The rule in plain SQL. Each release withholds what it withholds: for this test, the function
# that publish calls compares the two.
$node->safe_psql('postgres', slurp_file('test/oracle/withhold.sql'));
$node->safe_psql('postgres', q{
	CREATE TABLE oracle.compared (cells integer);
	CREATE FUNCTION oracle.withhold_cells_c(text[], integer[], text[], bigint[], bigint[], boolean[], boolean[], integer)
		RETURNS TABLE (cell integer, n_withheld boolean, rate_withheld boolean, code text) AS '$libdir/absence', 'absence_withhold_cells' LANGUAGE C});
sub withhold_by
{
	my ($body) = @_;
	$node->safe_psql('postgres', qq{
		CREATE OR REPLACE FUNCTION absence_internal.withhold_cells(kinds text[], places integer[], vals text[], n bigint[], chronic_n bigint[],
				n_too boolean[], rate_too boolean[], minimum integer)
			RETURNS TABLE (cell integer, n_withheld boolean, rate_withheld boolean, code text)
			LANGUAGE plpgsql AS \$function\$
			#variable_conflict use_column
			BEGIN
				$body
			END \$function\$});
}
withhold_by(q{
	IF EXISTS (
		SELECT FROM oracle.withhold_cells_c($1, $2, $3, $4, $5, $6, $7, $8) AS c
		FULL JOIN oracle.withhold_cells($1, $2, $3, $4, $5, $6, $7, $8) AS o ON o.cell = c.cell
		WHERE (c.cell, c.n_withheld, c.rate_withheld, c.code) IS DISTINCT FROM (o.cell, o.n_withheld, o.rate_withheld, o.code))
	THEN
		RAISE EXCEPTION 'the rule in plain SQL withholds other cells';
	END IF;
	INSERT INTO oracle.compared VALUES (cardinality(kinds));
	RETURN QUERY SELECT * FROM oracle.withhold_cells_c($1, $2, $3, $4, $5, $6, $7, $8);});

# Draws that are the same on every platform
my $state = 1;
sub draw { $state = ($state * 1103515245 + 12345) % 2147483648; return int($state / 65536) % $_[0] }
sub of { return $_[ draw(scalar @_) ] }

# A student: [school, grade, chronic, {kind => [values]}]. Sizes, rates and groups are
# difficult ones: schools of a few students or of one grade, groups of one, all or none
# chronic.
sub district
{
	my @students;
	my $race_rest = of(3, 6, 15);
	foreach my $school (1 .. 1 + draw(5))
	{
		my $level = draw(4);
		my @grades = $level == 0 ? ('12') : $level == 1 ? ('01', '02', '03') : $level == 2 ? ('01', '02', '09') : ('09', '10', '11');
		my $chronic = of(0, 3, 10, 20, 20, 35, 97, 100);
		foreach my $student (1 .. of(1, 3, 8, 12, 25, 40, 80, 130))
		{
			my %group = (race_ethnicity => [ draw(10) < 6 ? 'White' : 'Asian' ], english_learner => [ draw(100) < 8 ? 'Yes' : 'No' ],
				sex => [ of('Female', 'Male') ]);
			$group{race_ethnicity} = [ of('Black', 'Hispanic or Latino', 'missing') ] if draw($race_rest) == 0;
			$group{sex} = ['Non-binary'] if draw(80) == 0;
			# a student can be in several programs
			my @program = grep { draw(9) == 0 } 'Band', 'Choir', 'Lunch';
			$group{program} = @program ? \@program : ['No'];
			push @students, [ $school, of(@grades), draw(100) < $chronic ? 1 : 0, \%group ];
		}
	}
	return @students;
}

# The district as rows of the store: a chronic student misses 10 days of 20
sub load
{
	my ($minimum, @students) = @_;
	my (@register, @group, %school);
	my $n = 0;
	foreach (@students)
	{
		my ($school, $grade, $chronic, $group) = @$_;
		$n++;
		$school{$school} = 1;
		push @register, "('$n', '$school', 2026, '$grade', 'days 2025-08-18..2025-09-12; complete 2025-09-12; calendar 2026:180"
			. ($chronic ? '; marks ' . join(', ', map { sprintf '2025-09-%02d excused', $_ } 1 .. 5, 8 .. 12) : '') . "')";
		foreach my $kind (keys %$group)
		{
			push @group, "('$n', '$kind', '$_')" foreach grep { !/^(No|missing)$/ } @{ $group->{$kind} };
		}
	}
	# so that every kind is known, whichever students have it
	push @group, map { "('nobody', '$_', 'unused')" } qw(race_ethnicity english_learner sex program);
	return "SET search_path = s;
		TRUNCATE school, student_register, student_group, calendar_complete; UPDATE store_setting SET minimum_group = $minimum;
		INSERT INTO school (school_id, name) VALUES " . join(', ', map { "('$_', '$_')" } sort keys %school) . ";
		INSERT INTO calendar_complete (school_year, school_id, calendar_code, members, complete_through, last_session_day, days_cut)
		VALUES "
		. join(', ', map { "(2026, '$_', 'M', 1, '2025-09-12', '2026-06-05', 0)" } sort keys %school) . ";
		INSERT INTO student_register VALUES " . join(', ', @register) . ";
		INSERT INTO student_group (student_id, kind, value) VALUES " . join(', ', @group) . ";
		DO 'BEGIN PERFORM s.remember_statuses(0, NULL); END';\n";	# as a refresh does
}

# One row per cell: place, kind, value, verdict_n, chronic_n, chronic_rate_shown, shown
my $release = 0;
sub publish
{
	my ($facts, $day) = @_;
	my $as_of = $day ? ", '$day'" : '';
	$release++;
	my @rows = map { [ split /\|/, $_, -1 ] } split /\n/, $node->safe_psql('postgres', $facts . qq{
		CALL absence.publish('s', 'release $release'$as_of);
		SELECT coalesce(school_id, scope), group_kind, group_value, verdict_n, chronic_n, chronic_rate_shown, shown, school_name
			FROM s.public_absence});
	return \@rows;
}

sub forget { return 'TRUNCATE s.public_withheld, s.public_absence, s.public_release;' }

# The figures of each school, before anything is withheld: [school, kind, value, n, chronic_n]
sub figures
{
	my %figure;
	foreach (@_)
	{
		my ($school, $grade, $chronic, $group) = @$_;
		my %in = (all => ['all'], grade => [$grade], %$group);
		foreach my $kind (keys %in)
		{
			foreach my $value (@{ $in{$kind} })
			{
				my $f = $figure{"$school/$kind/$value"} //= [ $school, $kind, $value, 0, 0 ];
				$f->[3]++;
				$f->[4] += $chronic;
			}
		}
	}
	return values %figure;
}

# The true figures, with the schools combined as in the release: {kind}{value}{place} =
# [n, chronic_n]
sub truth
{
	my ($rows, @figures) = @_;
	my (%place, %truth);
	foreach (@$rows)
	{
		my ($place, $name) = @$_[ 0, 7 ];
		next if $place eq 'sum_of_schools';
		foreach my $school (split /, /, $name) { $place{$school} = $place }
	}
	foreach (@figures)
	{
		my ($school, $kind, $value, $n, $chronic) = @$_;
		foreach my $place ($place{$school}, 'sum_of_schools')
		{
			$truth{$kind}{$value}{$place}[0] += $n;
			$truth{$kind}{$value}{$place}[1] += $chronic;
		}
	}
	# if values overlap, students in none are not published
	foreach my $kind (keys %truth)
	{
		my $sum = 0;
		$sum += $_->{sum_of_schools}[0] foreach values %{ $truth{$kind} };
		$truth{$kind}{No} = 'overlapping' if $sum > $truth{all}{all}{sum_of_schools}[0];
	}
	return \%truth;
}

sub overlaps { my ($truth, $kind) = @_; return !ref($truth->{$kind}{No} // {}) }

# Linear programs over the same constraints: the minimum and maximum of a sum of
# variables, which are not negative. Rows are equations {variable => factor, '' => right
# side}.
package Program
{
	use constant NEAR => 1e-7;

	sub new
	{
		my ($class, @equations) = @_;
		my (%column, @rows);
		foreach my $e (@equations)
		{
			$column{$_} = 0 foreach grep { $_ ne '' } keys %$e;
		}
		@column{ sort keys %column } = 0 .. keys(%column) - 1;
		my $n = keys %column;
		my $m = @equations;
		foreach my $i (0 .. $#equations)
		{
			my $e = $equations[$i];
			my $sign = ($e->{''} // 0) < 0 ? -1 : 1;
			my @row = (0) x ($n + $m + 1);
			$row[ $column{$_} ] = $sign * $e->{$_} foreach grep { $_ ne '' } keys %$e;
			$row[ $n + $i ] = 1;
			$row[-1] = $sign * ($e->{''} // 0);
			push @rows, \@row;
		}
		my $self = bless { column => \%column, n => $n, rows => \@rows, basis => [ $n .. $n + $m - 1 ], width => $n + $m }, $class;
		# first find a solution: bring the artificial variables to 0
		my @cost = ((0) x $n, (1) x $m);
		die 'no table agrees with what is shown' if abs($self->minimum(\@cost)) > 1e-6;
		# the remaining rows are redundant
		foreach my $i (reverse 0 .. $#rows)
		{
			next if $self->{basis}[$i] < $n;
			my ($j) = grep { abs($rows[$i][$_]) > NEAR } 0 .. $n - 1;
			if (defined $j) { $self->pivot($i, $j) }
			else { splice @rows, $i, 1; splice @{ $self->{basis} }, $i, 1 }
		}
		splice @$_, $n, $m foreach @rows;
		$self->{width} = $n;
		return $self;
	}

	sub pivot
	{
		my ($self, $i, $j) = @_;
		my $rows = $self->{rows};
		my $by = $rows->[$i][$j];
		$_ /= $by foreach @{ $rows->[$i] };
		my $pivot = $rows->[$i];
		my @full = grep { $pivot->[$_] } 0 .. $#$pivot;
		foreach my $row (@$rows)
		{
			next if $row == $pivot or !$row->[$j];
			my $f = $row->[$j];
			foreach (@full) { $row->[$_] -= $f * $pivot->[$_]; $row->[$_] = 0 if abs($row->[$_]) < 1e-11 }
		}
		$self->{basis}[$i] = $j;
		return;
	}

	# starting from the present solution; undef if there is no minimum
	sub minimum
	{
		my ($self, $cost) = @_;
		my $rows = $self->{rows};
		while (1)
		{
			my ($enter, $leave, $least);
			my @priced = grep { $cost->[ $self->{basis}[$_] ] } 0 .. $#$rows;
			foreach my $j (0 .. $self->{width} - 1)
			{
				my $reduced = $cost->[$j];
				$reduced -= $cost->[ $self->{basis}[$_] ] * $rows->[$_][$j] foreach @priced;
				if ($reduced < -NEAR) { $enter = $j; last }
			}
			if (!defined $enter)
			{
				my $value = 0;
				$value += $cost->[ $self->{basis}[$_] ] * $rows->[$_][-1] foreach @priced;
				return $value;
			}
			foreach my $i (0 .. $#$rows)
			{
				next if $rows->[$i][$enter] <= NEAR;
				my $ratio = $rows->[$i][-1] / $rows->[$i][$enter];
				if (!defined $least or $ratio < $least - 1e-12
					or ($ratio <= $least + 1e-12 and $self->{basis}[$i] < $self->{basis}[$leave]))
				{
					($leave, $least) = ($i, $ratio);
				}
			}
			return undef if !defined $leave;
			$self->pivot($leave, $enter);
		}
	}

	# the minimum and maximum of a sum, in whole students
	sub range
	{
		my ($self, @variables) = @_;
		my @cost = (0) x $self->{width};
		foreach (@variables)
		{
			return (0, 9e9) if !exists $self->{column}{$_};    # it is in no equation
			$cost[ $self->{column}{$_} ] = 1;
		}
		my $least = $self->minimum(\@cost);
		$_ = -$_ foreach @cost;
		my $most = $self->minimum(\@cost);
		return (POSIX::ceil($least - 1e-6), defined $most ? POSIX::floor(-$most + 1e-6) : 9e9);
	}
}

use POSIX ();

# The faults of releases: numbers withheld by the first release that can be worked out
# to fewer than `minimum` sizes or to one number of chronic students. Each release is
# [rows, truth]. Several releases are used together, by an attacker who even knows which
# cells did not change from one to the next.
sub attack
{
	my ($minimum, @releases) = @_;
	my (%shown, %cell, @broken);
	my $first = $releases[0][1];
	foreach my $r (0 .. $#releases)
	{
		my ($rows, $truth) = @{ $releases[$r] };
		foreach (@$rows)
		{
			my ($place, $kind, $value, $n, $chronic, $code, $shown) = @$_;
			my $was = $first->{$kind}{$value}{$place};
			my $is = $truth->{$kind}{$value}{$place};
			my $name = "$kind/$value/$place" . ($was && "@$was" eq "@$is" ? '' : " of release $r");
			$cell{$r}{$kind}{$value}{$place} = $name;
			my $s = $shown{$name} //= {};
			$s->{n} = $n if $n ne '';
			$s->{chronic} = $chronic if $chronic ne '';
			$s->{code} = $code if $shown eq 'code';
		}
	}

	# chronic and other students of a cell: a number, or a variable c... and o...
	my @equations;
	my $term = sub {
		my ($e, $factor, $verdict, $name) = @_;
		my $s = $shown{$name};
		if (defined $s->{chronic}) { $e->{''} -= $factor * ($verdict eq 'c' ? $s->{chronic} : $s->{n} - $s->{chronic}) }
		else { $e->{"$verdict $name"} += $factor }
	};
	foreach my $r (keys %cell)
	{
		foreach my $kind (keys %{ $cell{$r} })
		{
			my (%values, %places);
			foreach my $value (keys %{ $cell{$r}{$kind} })
			{
				while (my ($place, $name) = each %{ $cell{$r}{$kind}{$value} })
				{
					$values{$value}{$place} = $places{$place}{$value} = $name;
				}
			}
			foreach my $verdict ('c', 'o')
			{
				foreach my $of (values %values)
				{
					my %e = ('' => 0);
					$term->(\%e, $_ eq 'sum_of_schools' ? -1 : 1, $verdict, $of->{$_}) foreach keys %$of;
					push @equations, \%e;
				}
				next if $kind eq 'all';
				foreach my $place (keys %places)
				{
					# each value with the rest of its school, or all values together
					foreach my $of (overlaps($releases[$r][1], $kind) ? map { [$_] } values %{ $places{$place} }
						: [ values %{ $places{$place} } ])
					{
						my %e = ('' => 0);
						$term->(\%e, 1, $verdict, $_) foreach @$of;
						$e{"$verdict rest of $of->[0] in $cell{$r}{all}{all}{$place}"} = 1 if overlaps($releases[$r][1], $kind);
						$term->(\%e, -1, $verdict, $cell{$r}{all}{all}{$place});
						push @equations, \%e;
					}
				}
			}
		}
	}
	foreach my $name (keys %shown)
	{
		my $s = $shown{$name};
		next if defined $s->{chronic} or !defined $s->{n};
		push @equations, { "c $name" => 1, "o $name" => 1, '' => $s->{n} };
		if (($s->{code} // '') =~ /<= (\d+)%/) { push @equations, { "c $name" => 1, "code $name" => 1, '' => int($s->{n} * $1 / 100) } }
		elsif (($s->{code} // '') =~ />= (\d+)%/)
		{
			push @equations, { "o $name" => 1, "code $name" => 1, '' => int($s->{n} * (100 - $1) / 100) };
		}
	}

	# one program for each set of connected equations
	my (%part, %members);
	foreach my $i (0 .. $#equations)
	{
		my @v = grep { $_ ne '' && $equations[$i]{$_} } keys %{ $equations[$i] };
		if (!@v) { push @broken, 'what is shown does not add up' if $equations[$i]{''} != 0; next }
		$members{$i} = { equations => [ $equations[$i] ], variables => {} };
		foreach my $v (@v)
		{
			if (defined $part{$v} and $part{$v} != $i)
			{
				my $other = delete $members{ $part{$v} };
				push @{ $members{$i}{equations} }, @{ $other->{equations} };
				foreach (keys %{ $other->{variables} }) { $members{$i}{variables}{$_} = 1; $part{$_} = $i }
			}
			$members{$i}{variables}{$v} = 1;
			$part{$v} = $i;
		}
	}
	my %program;
	foreach (@{ $releases[0][0] })
	{
		my ($place, $kind, $value, $n, $chronic) = @$_;
		next if $chronic ne '';
		my $name = $cell{0}{$kind}{$value}{$place};
		my $s = $shown{$name};
		if (defined $s->{chronic}) { push @broken, "$name: $s->{chronic} chronic, shown later"; next }
		my ($true_n, $true) = @{ $first->{$kind}{$value}{$place} };
		my @range = map {
			my $part = $part{"$_ $name"};
			($program{$part} //= Program->new(@{ $members{$part}{equations} }))->range("$_ $name") } 'c', 'o';
		my ($least, $most) = @range;
		push @broken, "$name: $least to $most chronic" if $most - $least < 1;
		push @broken, "$name: $true is not among $least to $most" if $true < $least or $true > $most;
		next if $n ne '';
		if (defined $s->{n}) { push @broken, "$name: $s->{n} students, shown later"; next }
		# both at once if they are connected
		my $part = $part{"c $name"};
		if ($part == $part{"o $name"}) { ($least, $most) = $program{$part}->range("c $name", "o $name") }
		else { ($least, $most) = ($range[0] + $range[2], $range[1] + $range[3]) }
		push @broken, "$name: $least to $most students" if $most - $least < $minimum;
	}
	# the rest of a school, which is not shown but can be worked out
	foreach (@{ $releases[0][0] })
	{
		my ($place, $kind, $value) = @$_;
		next if $kind eq 'all' or !overlaps($first, $kind);
		my ($n, $true) = map { $first->{all}{all}{$place}[$_] - $first->{$kind}{$value}{$place}[$_] } 0, 1;
		my $name = $cell{0}{$kind}{$value}{$place};
		my $rest = "rest of $name in $cell{0}{all}{all}{$place}";
		my @range = map {
			my $part = $part{"$_ $rest"};
			($program{$part} //= Program->new(@{ $members{$part}{equations} }))->range("$_ $rest") } 'c', 'o';
		my $width = $range[1] - $range[0] + $range[3] - $range[2];
		push @broken, "rest of $name: of $n there are @range" if $n and $n < $minimum and $width < $minimum;
		push @broken, "rest of $name: $range[0] to $range[1] chronic of $n" if near($n, $true) and $range[0] == $range[1];
	}
	return @broken;
}

# whether a rate is near 0% or 100%; and the margin of a code
sub margin { my ($n) = @_; return $n >= 300 ? 1 : $n >= 100 ? 2 : $n >= 40 ? 5 : $n >= 20 ? 10 : 20 }

sub near
{
	my ($n, $chronic) = @_;
	return $n && ($chronic * 100 <= margin($n) * $n || $chronic * 100 >= (100 - margin($n)) * $n);
}

# Figures that are shown must be true, and must not be ones that must be withheld
sub wrong
{
	my ($minimum, $truth, $rows) = @_;
	my @wrong;
	my $cells = 0;
	foreach (@$rows)
	{
		my ($place, $kind, $value, $n, $chronic, $code, $shown) = @$_;
		push @wrong, "$kind/No is shown" if $value eq 'No' and overlaps($truth, $kind);
		my ($true_n, $true_chronic) = @{ $truth->{$kind}{$value}{$place} || [ 0, 0 ] };
		my $margin = margin($true_n);
		my $name = "$kind/$value/$place ($true_chronic of $true_n)";
		$cells++;
		push @wrong, "$name is shown" if $n ne '' and $true_n < $minimum;
		push @wrong, "$name has n $n" if $n ne '' and $n != $true_n;
		push @wrong, "$name has chronic_n $chronic" if $chronic ne '' and $chronic != $true_chronic;
		push @wrong, "$name has its rate shown" if $chronic ne '' and near($true_n, $true_chronic);
		push @wrong, "$name has code $code" if $shown eq 'code'
			and !($code eq "<= $margin%" and $true_chronic * 100 <= $margin * $true_n)
			and !($code eq '>= ' . (100 - $margin) . '%' and $true_chronic * 100 >= (100 - $margin) * $true_n);
	}
	my $true_cells = 0;
	foreach my $kind (values %$truth) { $true_cells += keys %$_ foreach grep { ref } values %$kind }
	push @wrong, "$cells cells of $true_cells" if $cells != $true_cells;
	return @wrong;
}

# The changes between releases: one student in ten has another verdict, one in thirty
# another grade, group or school, or has left
sub later
{
	my @students;
	foreach (@_)
	{
		my ($school, $grade, $chronic, $group) = @$_;
		next if draw(60) == 0;
		$chronic = 1 - $chronic if draw(10) == 0;
		my %group = %$group;
		$group{sex} = [ of('Female', 'Male') ] if draw(60) == 0;
		push @students, [ $school, $grade, $chronic, \%group ];
	}
	return @students;
}

# The districts of a seed, each attacked; with `again`, a second release is made after
# these changes of students and minimum, and both releases are attacked together
sub attack_districts
{
	my ($districts, $seed, $again, $between) = @_;
	my (@broken, %seen);
	$state = $seed;
	my $done = 0;
	while ($done < $districts)
	{
		my $minimum = of(3, 5, 10, 10, 20);
		my @students = district();
		next if @students < $minimum;
		my @releases;
		my $script = forget();
		foreach my $r (0 .. ($again ? 1 : 0))
		{
			my $least = $minimum;
			($least, @students) = $again->($minimum, @students) if $r;
			last if @students < $least;
			my $rows = publish($script . load($least, @students));
			my $truth = truth($rows, figures(@students));
			push @releases, [ $rows, $truth ];
			$seen{ $_->[6] }++ foreach @$rows;
			$seen{small_schools}++ if grep { $_->[0] eq 'small_schools' } @$rows;
			push @broken, map { "district $done of seed $seed, minimum $least, release $r: $_" } wrong($least, $truth, $rows),
				attack($least, $releases[-1]);
			$script = $between // '';
		}
		push @broken, map { "district $done of seed $seed, minimum $minimum, both releases: $_" } attack($minimum, @releases)
			if @releases > 1;
		$done++;
	}
	return (\%seen, @broken);
}

my ($seen, @broken) = attack_districts($ENV{ABSENCE_DISTRICTS} || 10, $ENV{ABSENCE_SEED} || 1);
is(join("\n", @broken), '', 'no withheld number can be worked out');
cmp_ok($seen->{$_} // 0, '>', 0, "and there was $_ to see") foreach qw(all code verdict_n nothing small_schools);

# Two releases: of the same students with another minimum, and after students came, left
# and changed. What the first release withholds stays withheld.
(undef, @broken) = attack_districts($ENV{ABSENCE_RELEASES} || 3, 2,
	sub { my ($minimum, @students) = @_; return (of(3, 5, 10, 20), @students) });
is(join("\n", @broken), '', 'nor from two releases with different minimums');
(undef, @broken) = attack_districts($ENV{ABSENCE_RELEASES} || 3, 3,
	sub { my ($minimum, @students) = @_; return ($minimum, later(@students)) });
is(join("\n", @broken), '', 'nor from a release after students have changed');

# The sample district, as of two days, compared with its views
foreach my $sample ([ 240, 4, 1, 10 ], [ 200, 5, 2, 5 ])
{
	my ($students, $schools, $seed, $minimum) = @$sample;
	my @releases;
	$node->safe_psql('postgres', "SELECT absence.drop_store('s', 's'); SELECT absence.create_store('s');
		CALL absence.load_sample('s', $students, $schools, $seed); CALL absence.refresh('s', today => '2026-07-01');
		UPDATE s.store_setting SET minimum_group = $minimum");
	@broken = ();
	foreach my $day ('2025-11-14', '2026-02-13')
	{
		my $rows = publish('', $day);
		my $truth = truth($rows, map { [ split /\|/ ] } split /\n/, $node->safe_psql('postgres', qq{
			SELECT coalesce(school_name, school_id), group_kind, group_value, verdict_n, chronic_n FROM s.group_absence_at('$day')
				WHERE sex = 'all' AND status_basis = 'on_day' AND verdict_n > 0
			UNION ALL
			SELECT coalesce(school_name, school_id), 'grade', coalesce(grade, 'missing'), verdict_n, chronic_n
				FROM s.grade_absence_at('$day') WHERE verdict_n > 0}));
		push @releases, [ $rows, $truth ];
		push @broken, wrong($minimum, $truth, $rows), attack($minimum, $releases[-1]);
	}
	push @broken, attack($minimum, @releases);
	is(join("\n", @broken), '', "a sample district of $students students as of two days");
}
$node->safe_psql('postgres', q{SELECT absence.drop_store('s', 's'); SELECT absence.create_store('s');
	INSERT INTO s.school_year_state (school_year) VALUES (2026)});

cmp_ok($node->safe_psql('postgres', 'SELECT count(*) FROM oracle.compared WHERE cells > 20'), '>', 20,
	'each release withheld what the rule in plain SQL withholds');

# If a step of the method is left out, the attacker finds numbers. The rule in plain SQL takes
# the place of the function, because a step of it can be left out.
withhold_by('RETURN QUERY SELECT * FROM oracle.withhold_cells($1, $2, $3, $4, $5, $6, $7, $8);');
sub without
{
	my ($function, $body, $what, @district) = @_;
	my $whole = $node->safe_psql('postgres', "SELECT pg_get_functiondef('oracle.$function'::regprocedure)");
	$node->safe_psql('postgres', $whole =~ s/(AS \$function\$).*(\$function\$)/$1 $body $2/sr) if $body;
	(undef, @broken) = attack_districts(@district);
	cmp_ok(scalar @broken, '>', 10, $what);
	note $broken[0] // 'nothing';
	$node->safe_psql('postgres', $whole);
}
without('withhold_counts(integer)', 'BEGIN END', 'without complementary suppression the attacker finds numbers', 4, 1);
without('withhold_rates()', 'BEGIN END', 'without withheld rates the attacker finds numbers behind the codes', 4, 1);
# the classic rule, within each school only: withhold the smallest of the others until
# there are two, and enough students
without('withhold_counts(integer)', q{
	BEGIN
		LOOP
			UPDATE pg_temp.oracle_cell AS c SET n_withheld = true
			FROM (
				SELECT DISTINCT ON (k.kind, k.place) k.kind, k.place, k.value
				FROM pg_temp.oracle_cell AS k
				JOIN (
					SELECT w.kind, w.place FROM pg_temp.oracle_cell AS w GROUP BY w.kind, w.place
					HAVING count(*) FILTER (WHERE w.n_withheld) = 1 OR sum(w.n) FILTER (WHERE w.n_withheld) < $1
				) AS l USING (kind, place)
				WHERE NOT k.n_withheld
				ORDER BY k.kind, k.place, k.n, k.value
			) AS m
			WHERE (c.kind, c.place, c.value) = (m.kind, m.place, m.value);
			EXIT WHEN NOT FOUND;
		END LOOP;
	END}, 'if only the values of a school are protected, the attacker uses the district', 4, 1);
without('withhold_rates()', undef, 'if a release forgets what the release before withheld, the attacker compares them', 3, 2,
	sub { my ($minimum, @students) = @_; return (3, @students) }, 'TRUNCATE s.public_withheld;');

$node->stop;
done_testing();
