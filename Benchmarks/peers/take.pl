#!/usr/bin/perl
# The same work up to the first command as a Perl program does it: open the database, write a row durably, answer.
use strict;
use warnings;
use Asterisk::AGI;
use DBI;

my $agi  = Asterisk::AGI->new;
my %call = $agi->ReadParse;
my $db   = DBI->connect("dbi:SQLite:dbname=$ARGV[0]", '', '', { RaiseError => 1, PrintError => 0, AutoCommit => 1 });
$db->do('PRAGMA synchronous = FULL');
$db->do("INSERT INTO consent (phone, isGiven, at, channel) VALUES ('+12025550100', 1, ?, 'agi')", undef, time * 1000);
$agi->answer;
