/** Lives through the story of packages/languages/story.txt with the client that openapi-generator made. */

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
    // The key belongs to the class: all clients of a process share it.
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

    println("4 ${refused { organizationRoles.createOrganizationRole(roleInput) }}")

    val updated = organizationRoles.updateOrganizationRole(role.id, roleInput.copy(description = null)).data.role
    println("5 updated role ${updated.name}: ${updated.description}")

    val project = ProjectApi(url).listProjects().data.projects.first()
    val analyst = projectRoles.listProjectRoles(project.id).data.roles.first { it.projectId != null }
    val renamed = RoleInput("Senior Analyst", analyst.policies.map { it.id }.toSet(), analyst.description)
    val senior = projectRoles.updateProjectRole(project.id, analyst.id, renamed).data.role
    println("6 updated project role ${analyst.name} to ${senior.name}: ${senior.description}")

    val world = organizationRoles.listOrganizationRoles().data.roles.first { it.organizationId == null }
    val takeover = RoleInput("Mine now", setOf(policy.id))
    println("7 ${refused { organizationRoles.updateOrganizationRole(world.id, takeover) }}")

    ApiClient.apiKey["CONFIDENT_API_KEY"] = "confident_us_org_WRONG"
    println("8 ${refused { organizationRoles.listOrganizationRoles() }}")
    ApiClient.apiKey["CONFIDENT_API_KEY"] = key

    val organization = OrganizationApi(System.getenv("ROLEWRIGHT_GROWN_URL")).retrieveOrganization().data.organization
    println("9 read ${organization.name} among unknown fields")

    println("10 deleted the role: ${organizationRoles.deleteOrganizationRole(role.id).data.deleted}")

    val left = organizationRoles.listOrganizationRoles().data.roles
    println("11 listed roles: ${left.joinToString { it.name }}")
    // OkHttp keeps threads for connections to come.
    exitProcess(0)
}

/** A refusal is an exception; its body is the error's envelope, as text. */
private fun refused(call: () -> Any): String {
    val refusal =
        try {
            error("not refused: ${call()}")
        } catch (refusal: ClientException) {
            refusal
        }
    val body = (refusal.response as ClientError<*>).body.toString()
    val envelope = Serializer.moshi.adapter(ErrorResponse::class.java).fromJson(body)
    return "refused with ${refusal.statusCode}: ${envelope?.error}"
}
