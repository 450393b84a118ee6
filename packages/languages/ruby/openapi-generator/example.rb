# frozen_string_literal: true

# Lists the roles of an organization, and handles an error response.

$LOAD_PATH.unshift File.join(__dir__, 'generated/lib')
require 'rolewright'
require 'uri'

address = URI(ENV.fetch('ROLEWRIGHT_BASE_URL'))
configuration = Rolewright::Configuration.new
configuration.scheme = address.scheme
configuration.host = "#{address.host}:#{address.port}"
configuration.server_index = nil
configuration.api_key['CONFIDENT_API_KEY'] = ENV.fetch('ROLEWRIGHT_API_KEY')
roles = Rolewright::OrganizationRolesApi.new(Rolewright::ApiClient.new(configuration))

roles.list_organization_roles.data.roles.each { |role| puts role.name }

begin
  roles.delete_organization_role('unknown-role')
rescue Rolewright::ApiError => e
  error = Rolewright::ErrorResponse.build_from_hash(JSON.parse(e.response_body, symbolize_names: true))
  puts "failed with #{e.code}: #{error.error}"
end
