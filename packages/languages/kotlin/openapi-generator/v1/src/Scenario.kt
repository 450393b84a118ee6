/** Runs the steps of packages/languages/scenario-v1.txt with the client that openapi-generator generated. */

import dev.rolewright.apis.OrganizationApi
import dev.rolewright.apis.OrganizationPermissionsApi
import dev.rolewright.apis.OrganizationPoliciesApi
import dev.rolewright.apis.OrganizationRolesApi
import dev.rolewright.apis.ProjectApi
import dev.rolewright.apis.ProjectRolesApi
import dev.rolewright.infrastructure.ApiClient
import dev.rolewright.infrastructure.ClientError
import dev.rolewright.infrastructure.ClientException
import dev.rolewright.infrastructure.Serializer
import dev.rolewright.models.ErrorResponse
import dev.rolewright.models.PolicyInput
import dev.rolewright.models.RoleInput
import kotlin.system.exitProcess

fun main() {
    val url = System.getenv("ROLEWRIGHT_BASE_URL")
    val key = System.getenv("ROLEWRIGHT_API_KEY")
    // The key is a static field, so all clients of a process share it.
    ApiClient.apiKey["CONFIDENT_API_KEY"] = key
    val organizationRoles = OrganizationRolesApi(url)
    val projectRoles = ProjectRolesApi(url)

    val permissions = OrganizationPermissionsApi(url).listOrganizationPermissions().data.permissions
    println("1 listed ${permissions.size} permissions, ${permissions.first().name} first")

    val wanted = permissions.filter { it.name in setOf("billing:read", "user:read") }.map { it.id }.toSet()
    val policyInput = PolicyInput("See bills and people", wanted, "For the auditor")
    val policy = OrganizationPoliciesApi(url).createOrganizationPolicy(policyInput).data.policy
    println("2 created policy ${policy.name}: ${policy.permissions.joinToString { it.name }}")

    val roleInput = RoleInput(name = "Auditor", policyIds = setOf(policy.id), description = "Reads, changes nothing")
    val role = organizationRoles.createOrganizationRole(roleInput).data.role
    println("3 created role ${role.name}: ${role.description}")

    println("4 ${describeError { organizationRoles.createOrganizationRole(roleInput) }}")

    val updated = organizationRoles.updateOrganizationRole(role.id, roleInput.copy(description = null)).data.role
    println("5 updated role ${updated.name}: ${updated.description}")

    val project = ProjectApi(url).listProjects().data.projects.first()
    val analyst = projectRoles.listProjectRoles(project.id).data.roles.first { it.projectId != null }
    val renamed = RoleInput("Senior Analyst", analyst.policies.map { it.id }.toSet(), analyst.description)
    val senior = projectRoles.updateProjectRole(project.id, analyst.id, renamed).data.role
    println("6 updated project role ${analyst.name} to ${senior.name}: ${senior.description}")

    val builtInRole = organizationRoles.listOrganizationRoles().data.roles.first { it.organizationId == null }
    val newInput = RoleInput("Renamed", setOf(policy.id))
    println("7 ${describeError { organizationRoles.updateOrganizationRole(builtInRole.id, newInput) }}")

    ApiClient.apiKey["CONFIDENT_API_KEY"] = "confident_us_org_INVALID"
    println("8 ${describeError { organizationRoles.listOrganizationRoles() }}")
    ApiClient.apiKey["CONFIDENT_API_KEY"] = key

    val organization = OrganizationApi(System.getenv("ROLEWRIGHT_EXTENDED_URL")).retrieveOrganization().data.organization
    println("9 read ${organization.name} among unknown fields")

    println("10 deleted the role: ${organizationRoles.deleteOrganizationRole(role.id).data.deleted}")

    val remaining = organizationRoles.listOrganizationRoles().data.roles
    println("11 listed roles: ${remaining.joinToString { it.name }}")
    // OkHttp keeps idle threads alive, so the process would not end by itself.
    exitProcess(0)
}

/** An error response raises an exception. Its body is the error object as text. */
private fun describeError(call: () -> Any): String {
    val failure =
        try {
            error("the call succeeded: ${call()}")
        } catch (failure: ClientException) {
            failure
        }
    val json = (failure.response as ClientError<*>).body.toString()
    val body = Serializer.moshi.adapter(ErrorResponse::class.java).fromJson(json)
    return "failed with ${failure.statusCode}: ${body?.error}"
}
