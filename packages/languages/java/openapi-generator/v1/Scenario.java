import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rolewright.ApiClient;
import dev.rolewright.ApiException;
import dev.rolewright.api.OrganizationApi;
import dev.rolewright.api.OrganizationPermissionsApi;
import dev.rolewright.api.OrganizationPoliciesApi;
import dev.rolewright.api.OrganizationRolesApi;
import dev.rolewright.api.ProjectApi;
import dev.rolewright.api.ProjectRolesApi;
import dev.rolewright.model.ErrorResponse;
import dev.rolewright.model.PermissionSummary;
import dev.rolewright.model.PolicyInput;
import dev.rolewright.model.PolicySummary;
import dev.rolewright.model.Role;
import dev.rolewright.model.RoleInput;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs the steps of packages/languages/scenario-v1.txt with the client that openapi-generator generated. */
public class Scenario {
  private static final String BASE_URL = System.getenv("ROLEWRIGHT_BASE_URL");
  private static final String API_KEY = System.getenv("ROLEWRIGHT_API_KEY");

  public static void main(String[] arguments) throws Exception {
    var client = connect(BASE_URL, API_KEY);
    var organizationRoles = new OrganizationRolesApi(client);
    var projectRoles = new ProjectRolesApi(client);

    var permissions = new OrganizationPermissionsApi(client).listOrganizationPermissions().getData().getPermissions();
    System.out.printf("1 listed %d permissions, %s first%n", permissions.size(), permissions.get(0).getName());

    var policyInput = new PolicyInput().name("See bills and people").description("For the auditor");
    for (var permission : permissions) {
      if (List.of("billing:read", "user:read").contains(permission.getName())) {
        policyInput.addPermissionIdsItem(permission.getId());
      }
    }
    var policy = new OrganizationPoliciesApi(client).createOrganizationPolicy(policyInput).getData().getPolicy();
    var allowed = policy.getPermissions().stream().map(PermissionSummary::getName).collect(Collectors.joining(", "));
    System.out.printf("2 created policy %s: %s%n", policy.getName(), allowed);

    var roleInput =
        new RoleInput().name("Auditor").policyIds(Set.of(policy.getId())).description("Reads, changes nothing");
    var role = organizationRoles.createOrganizationRole(roleInput).getData().getRole();
    System.out.printf("3 created role %s: %s%n", role.getName(), role.getDescription());

    System.out.printf("4 %s%n", describeError(client, () -> organizationRoles.createOrganizationRole(roleInput)));

    var updated = organizationRoles.updateOrganizationRole(role.getId(), roleInput.description(null)).getData().getRole();
    System.out.printf("5 updated role %s: %s%n", updated.getName(), updated.getDescription());

    var project = new ProjectApi(client).listProjects().getData().getProjects().get(0);
    var analyst =
        projectRoles.listProjectRoles(project.getId()).getData().getRoles().stream()
            .filter(each -> each.getProjectId() != null)
            .findFirst()
            .orElseThrow();
    var renamed =
        new RoleInput()
            .name("Senior Analyst")
            .policyIds(analyst.getPolicies().stream().map(PolicySummary::getId).collect(Collectors.toSet()))
            .description(analyst.getDescription());
    var senior = projectRoles.updateProjectRole(project.getId(), analyst.getId(), renamed).getData().getRole();
    System.out.printf(
        "6 updated project role %s to %s: %s%n", analyst.getName(), senior.getName(), senior.getDescription());

    var builtInRole =
        organizationRoles.listOrganizationRoles().getData().getRoles().stream()
            .filter(each -> each.getOrganizationId() == null)
            .findFirst()
            .orElseThrow();
    var newInput = new RoleInput().name("Renamed").policyIds(Set.of(policy.getId()));
    System.out.printf(
        "7 %s%n", describeError(client, () -> organizationRoles.updateOrganizationRole(builtInRole.getId(), newInput)));

    var unauthenticated = new OrganizationRolesApi(connect(BASE_URL, "confident_us_org_INVALID"));
    System.out.printf("8 %s%n", describeError(client, unauthenticated::listOrganizationRoles));

    var extended = new OrganizationApi(connect(System.getenv("ROLEWRIGHT_EXTENDED_URL"), API_KEY));
    var organization = extended.retrieveOrganization().getData().getOrganization();
    System.out.printf("9 read %s among unknown fields%n", organization.getName());

    var deleted = organizationRoles.deleteOrganizationRole(role.getId()).getData();
    System.out.printf("10 deleted the role: %b%n", deleted.getDeleted());

    var remaining = organizationRoles.listOrganizationRoles().getData().getRoles();
    System.out.printf("11 listed roles: %s%n", remaining.stream().map(Role::getName).collect(Collectors.joining(", ")));
  }

  /** Adds the key to every request. The generator ignores security schemes. */
  private static ApiClient connect(String url, String key) {
    var client = new ApiClient();
    client.updateBaseUri(url);
    client.setRequestInterceptor(request -> request.header("CONFIDENT_API_KEY", key));
    return client;
  }

  private interface Call {
    Object make() throws ApiException;
  }

  /** An error response raises an exception. Its body is the error object as text. */
  private static String describeError(ApiClient client, Call call) throws JsonProcessingException {
    try {
      throw new IllegalStateException("the call succeeded: " + call.make());
    } catch (ApiException failure) {
      var error = client.getObjectMapper().readValue(failure.getResponseBody(), ErrorResponse.class);
      return "failed with %d: %s".formatted(failure.getCode(), error.getError());
    }
  }
}
