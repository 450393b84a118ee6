import dev.rolewright.ApiClient;
import dev.rolewright.ApiException;
import dev.rolewright.api.OrganizationRolesApi;
import dev.rolewright.model.ErrorResponse;

/** Lists the roles of an organization, and handles an error response. */
public class Example {
  public static void main(String[] arguments) throws Exception {
    var client = new ApiClient();
    client.updateBaseUri(System.getenv("ROLEWRIGHT_BASE_URL"));
    // The generator ignores security schemes, so an interceptor adds the key.
    var key = System.getenv("ROLEWRIGHT_API_KEY");
    client.setRequestInterceptor(request -> request.header("CONFIDENT_API_KEY", key));
    var roles = new OrganizationRolesApi(client);

    for (var role : roles.listOrganizationRoles().getData().getRoles()) {
      System.out.println(role.getName());
    }

    try {
      roles.deleteOrganizationRole("unknown-role");
    } catch (ApiException failure) {
      var error = client.getObjectMapper().readValue(failure.getResponseBody(), ErrorResponse.class);
      System.out.printf("failed with %d: %s%n", failure.getCode(), error.getError());
    }
  }
}
