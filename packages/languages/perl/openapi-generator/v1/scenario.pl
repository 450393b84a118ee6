#!/usr/bin/perl
# Runs the steps of packages/languages/scenario-v1.txt with the client that openapi-generator generated.

use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));

use FindBin;
use lib "$FindBin::Bin/generated/lib";

use HTTP::Headers;
use JSON qw(decode_json);
use List::Util qw(first);
use Rolewright::ApiClient;
use Rolewright::Object::ErrorResponse;
use Rolewright::Object::PolicyInput;
use Rolewright::Object::RoleInput;
use Rolewright::OrganizationApi;
use Rolewright::OrganizationPermissionsApi;
use Rolewright::OrganizationPoliciesApi;
use Rolewright::OrganizationRolesApi;
use Rolewright::ProjectApi;
use Rolewright::ProjectRolesApi;

# By default, LWP sends CONFIDENT_API_KEY as CONFIDENT-API-KEY.
$HTTP::Headers::TRANSLATE_UNDERSCORE = 0;

my $client             = connect_to($ENV{ROLEWRIGHT_BASE_URL}, $ENV{ROLEWRIGHT_API_KEY});
my $organization_roles = Rolewright::OrganizationRolesApi->new($client);
my $project_roles      = Rolewright::ProjectRolesApi->new($client);

my @permissions = @{ Rolewright::OrganizationPermissionsApi->new($client)->list_organization_permissions->data->permissions };
printf "1 listed %d permissions, %s first\n", scalar @permissions, $permissions[0]->name;

my @wanted       = map { $_->id } grep { $_->name =~ /^(?:billing|user):read$/ } @permissions;
my $policy_input = Rolewright::Object::PolicyInput->new(
    name          => 'See bills and people',
    permissionIds => \@wanted,
    description   => 'For the auditor',
);
my $policy = Rolewright::OrganizationPoliciesApi->new($client)->create_organization_policy(policy_input => $policy_input)->data->policy;
printf "2 created policy %s: %s\n", $policy->name, join ', ', map { $_->name } @{ $policy->permissions };

my $role_input = Rolewright::Object::RoleInput->new(
    name        => 'Auditor',
    policyIds   => [$policy->id],
    description => 'Reads, changes nothing',
);
my $role = $organization_roles->create_organization_role(role_input => $role_input)->data->role;
printf "3 created role %s: %s\n", $role->name, $role->description;

printf "4 %s\n", describe_error(sub { $organization_roles->create_organization_role(role_input => $role_input) });

$role_input->description(undef);
my $updated = $organization_roles->update_organization_role(role_id => $role->id, role_input => $role_input)->data->role;
printf "5 updated role %s: %s\n", $updated->name, $updated->description // 'null';

my $project = Rolewright::ProjectApi->new($client)->list_projects->data->projects->[0];
my $analyst = first { defined $_->project_id } @{ $project_roles->list_project_roles(project_id => $project->id)->data->roles };
my $renamed = Rolewright::Object::RoleInput->new(
    name        => 'Senior Analyst',
    policyIds   => [map { $_->id } @{ $analyst->policies }],
    description => $analyst->description,
);
my $senior = $project_roles->update_project_role(
    project_id => $project->id,
    role_id    => $analyst->id,
    role_input => $renamed,
)->data->role;
printf "6 updated project role %s to %s: %s\n", $analyst->name, $senior->name, $senior->description;

my $built_in_role   = first { !defined $_->organization_id } @{ $organization_roles->list_organization_roles->data->roles };
my $new_input = Rolewright::Object::RoleInput->new(name => 'Renamed', policyIds => [$policy->id]);
printf "7 %s\n", describe_error(sub { $organization_roles->update_organization_role(role_id => $built_in_role->id, role_input => $new_input) });

my $unauthenticated = Rolewright::OrganizationRolesApi->new(connect_to($ENV{ROLEWRIGHT_BASE_URL}, 'confident_us_org_INVALID'));
printf "8 %s\n", describe_error(sub { $unauthenticated->list_organization_roles });

my $extended = Rolewright::OrganizationApi->new(connect_to($ENV{ROLEWRIGHT_EXTENDED_URL}, $ENV{ROLEWRIGHT_API_KEY}));
printf "9 read %s among unknown fields\n", $extended->retrieve_organization->data->organization->name;

my $deleted = $organization_roles->delete_organization_role(role_id => $role->id)->data;
printf "10 deleted the role: %s\n", $deleted->deleted ? 'true' : 'false';

my @remaining = @{ $organization_roles->list_organization_roles->data->roles };
printf "11 listed roles: %s\n", join ', ', map { $_->name } @remaining;

sub connect_to {
    my ($url, $key) = @_;
    return Rolewright::ApiClient->new(base_url => $url, api_key => { CONFIDENT_API_KEY => $key });
}

# An error response dies with one string: the status, the JSON body, and the source location.
sub describe_error {
    my ($call) = @_;
    die "the call succeeded\n" if eval { $call->(); 1 };
    my ($status, $body) = $@ =~ /^API Exception\((\d+)\): .*\n(\{.*\}) at / or die $@;
    my $error = Rolewright::Object::ErrorResponse->new->from_hash(decode_json($body));
    return "failed with $status: " . $error->error;
}
