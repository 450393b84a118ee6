/** Lists the roles of an organization, and handles an error response. */

import dev.rolewright.apis.OrganizationRolesApi
import dev.rolewright.infrastructure.ApiClient
import dev.rolewright.infrastructure.ClientError
import dev.rolewright.infrastructure.ClientException
import dev.rolewright.infrastructure.Serializer
import dev.rolewright.models.ErrorResponse
import kotlin.system.exitProcess

fun main() {
    ApiClient.apiKey["CONFIDENT_API_KEY"] = System.getenv("ROLEWRIGHT_API_KEY")
    val roles = OrganizationRolesApi(System.getenv("ROLEWRIGHT_BASE_URL"))

    roles.listOrganizationRoles().data.roles.forEach { println(it.name) }

    try {
        roles.deleteOrganizationRole("unknown-role")
    } catch (failure: ClientException) {
        val json = (failure.response as ClientError<*>).body.toString()
        val body = Serializer.moshi.adapter(ErrorResponse::class.java).fromJson(json)
        println("failed with ${failure.statusCode}: ${body?.error}")
    }
    // OkHttp keeps idle threads alive, so the process would not end by itself.
    exitProcess(0)
}
