# frozen_string_literal: true

# Runs the steps of packages/languages/scenario-v1.txt with the client that openapi-generator generated.

$LOAD_PATH.unshift File.join(__dir__, 'generated/lib')
require 'rolewright'
require 'uri'

def connect(url, key)
  configuration = Rolewright::Configuration.new
  address = URI(url)
  configuration.scheme = address.scheme
  configuration.host = "#{address.host}:#{address.port}"
  configuration.server_index = nil
  configuration.api_key['CONFIDENT_API_KEY'] = key
  Rolewright::ApiClient.new(configuration)
end

# An error response raises an exception. Its body is the error object as text.
def describe_error
  response = yield
  raise "the call succeeded: #{response}"
rescue Rolewright::ApiError => e
  body = Rolewright::ErrorResponse.build_from_hash(JSON.parse(e.response_body, symbolize_names: true))
  "failed with #{e.code}: #{body.error}"
end

client = connect(ENV.fetch('ROLEWRIGHT_BASE_URL'), ENV.fetch('ROLEWRIGHT_API_KEY'))
organization_roles = Rolewright::OrganizationRolesApi.new(client)
project_roles = Rolewright::ProjectRolesApi.new(client)

permissions = Rolewright::OrganizationPermissionsApi.new(client).list_organization_permissions.data.permissions
puts "1 listed #{permissions.size} permissions, #{permissions.first.name} first"

wanted = permissions.select { |permission| %w[billing:read user:read].include?(permission.name) }.map(&:id)
policy_input = Rolewright::PolicyInput.new(
  name: 'See bills and people', permission_ids: wanted, description: 'For the auditor'
)
policy = Rolewright::OrganizationPoliciesApi.new(client).create_organization_policy(policy_input).data.policy
puts "2 created policy #{policy.name}: #{policy.permissions.map(&:name).join(', ')}"

role_input = Rolewright::RoleInput.new(
  name: 'Auditor', policy_ids: [policy.id], description: 'Reads, changes nothing'
)
role = organization_roles.create_organization_role(role_input).data.role
puts "3 created role #{role.name}: #{role.description}"

puts "4 #{describe_error { organization_roles.create_organization_role(role_input) }}"

role_input.description = nil
updated = organization_roles.update_organization_role(role.id, role_input).data.role
puts "5 updated role #{updated.name}: #{updated.description || 'null'}"

project = Rolewright::ProjectApi.new(client).list_projects.data.projects.first
analyst = project_roles.list_project_roles(project.id).data.roles.find(&:project_id)
renamed = Rolewright::RoleInput.new(
  name: 'Senior Analyst', policy_ids: analyst.policies.map(&:id), description: analyst.description
)
senior = project_roles.update_project_role(project.id, analyst.id, renamed).data.role
puts "6 updated project role #{analyst.name} to #{senior.name}: #{senior.description}"

built_in_role = organization_roles.list_organization_roles.data.roles.find { |each| each.organization_id.nil? }
new_input = Rolewright::RoleInput.new(name: 'Renamed', policy_ids: [policy.id])
puts "7 #{describe_error { organization_roles.update_organization_role(built_in_role.id, new_input) }}"

unauthenticated = Rolewright::OrganizationRolesApi.new(connect(ENV.fetch('ROLEWRIGHT_BASE_URL'), 'confident_us_org_INVALID'))
puts "8 #{describe_error { unauthenticated.list_organization_roles }}"

extended = connect(ENV.fetch('ROLEWRIGHT_EXTENDED_URL'), ENV.fetch('ROLEWRIGHT_API_KEY'))
puts "9 read #{Rolewright::OrganizationApi.new(extended).retrieve_organization.data.organization.name} among unknown fields"

puts "10 deleted the role: #{organization_roles.delete_organization_role(role.id).data.deleted}"

remaining = organization_roles.list_organization_roles.data.roles
puts "11 listed roles: #{remaining.map(&:name).join(', ')}"
