#!/usr/bin/perl
# Lists the roles of an organization, and handles an error response.

use strict;
use warnings;
use open qw(:std :encoding(UTF-8));

use FindBin;
use lib "$FindBin::Bin/generated/lib";

use HTTP::Headers;
use JSON qw(decode_json);
use Rolewright::ApiClient;
use Rolewright::OrganizationRolesApi;

# By default, LWP sends CONFIDENT_API_KEY as CONFIDENT-API-KEY.
$HTTP::Headers::TRANSLATE_UNDERSCORE = 0;

my $client = Rolewright::ApiClient->new(
    base_url => $ENV{ROLEWRIGHT_BASE_URL},
    api_key  => { CONFIDENT_API_KEY => $ENV{ROLEWRIGHT_API_KEY} },
);
my $roles = Rolewright::OrganizationRolesApi->new($client);

print $_->name, "\n" for @{ $roles->list_organization_roles->data->roles };

# An error response dies with one string: the status, the JSON body, and the source location.
eval { $roles->delete_organization_role(role_id => 'unknown-role'); 1 } or do {
    my ($status, $body) = $@ =~ /^API Exception\((\d+)\): .*\n(\{.*\}) at / or die $@;
    print "failed with $status: ", decode_json($body)->{error}, "\n";
};
