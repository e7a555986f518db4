# The tables of an Ed-Fi ODS that a store reads, in each of its Data Standards. They are made of
# test/edfi/tables.tsv: relations, columns, types, NOT NULL and keys; no other constraints and
# no indexes.
package EdFi;

use strict;
use warnings;

use Exporter 'import';
use FindBin;
our @EXPORT = qw(edfi_ddl edfi_columns @edfi_standards);
our @edfi_standards = qw(3.2 3.3 4.0 5.2 6.1);

my %place = ('3.2' => 2, '3.3' => 2, '4.0' => 3, '5.2' => 4, '6.1' => 5);

# The columns of a standard: [relation, column, type, is not null, is of the key]
sub edfi_columns
{
	my ($standard) = @_;
	my @column;
	open my $file, '<', "$FindBin::RealBin/../edfi/tables.tsv" or die $!;
	while (my $line = <$file>)
	{
		next if $line =~ /^#/;
		chomp $line;
		my @field = split /\t/, $line, -1;
		for my $i (3 .. 5) { $field[$i] = $field[ $i - 1 ] if $field[$i] eq '=' }
		my $type = $field[ $place{$standard} ];
		if ($standard eq '3.3')
		{
			$type = 'numeric(5,4)' if $field[1] eq 'fulltimeequivalency';
			$type = $field[3] if $field[0] eq 'studentsectionattendanceeventclassperiod';
		}
		next if $type eq '-';
		my $never_null = $type =~ s/ !$//;
		push @column, [ @field[ 0, 1 ], $type, $never_null, $field[6] eq 'PK' ];
	}
	return @column;
}

sub edfi_ddl
{
	my ($schema, $standard) = @_;
	my (%column, %key, @relation);
	for (edfi_columns($standard))
	{
		my ($relation, $column, $type, $never_null, $is_key) = @$_;
		push @relation, $relation unless $column{$relation};
		next if $relation eq 'descriptor' && $column eq 'discriminator' && $standard lt '4';
		push @{ $column{$relation} }, "$column $type" . ($never_null ? ' NOT NULL' : '');
		push @{ $key{$relation} }, $column if $is_key;
	}
	return "CREATE SCHEMA $schema;\n" . join '', map {
		"CREATE TABLE $schema.$_ (" . join(', ', @{ $column{$_} }, 'createdate timestamp, lastmodifieddate timestamp, id uuid',
			'PRIMARY KEY (' . join(', ', @{ $key{$_} }) . ')') . ");\n" } @relation;
}

1;
