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

/** Lives through the story of packages/languages/story.txt with the client that openapi-generator made. */
public class Story {
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

    System.out.printf("4 %s%n", refused(client, () -> organizationRoles.createOrganizationRole(roleInput)));

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

    var global =
        organizationRoles.listOrganizationRoles().getData().getRoles().stream()
            .filter(each -> each.getOrganizationId() == null)
            .findFirst()
            .orElseThrow();
    var takeover = new RoleInput().name("Mine now").policyIds(Set.of(policy.getId()));
    System.out.printf(
        "7 %s%n", refused(client, () -> organizationRoles.updateOrganizationRole(global.getId(), takeover)));

    var stranger = new OrganizationRolesApi(connect(BASE_URL, "confident_us_org_WRONG"));
    System.out.printf("8 %s%n", refused(client, stranger::listOrganizationRoles));

    var grown = new OrganizationApi(connect(System.getenv("ROLEWRIGHT_GROWN_URL"), API_KEY));
    var organization = grown.retrieveOrganization().getData().getOrganization();
    System.out.printf("9 read %s among unknown fields%n", organization.getName());

    var deletion = organizationRoles.deleteOrganizationRole(role.getId()).getData();
    System.out.printf("10 deleted the role: %b%n", deletion.getDeleted());

    var left = organizationRoles.listOrganizationRoles().getData().getRoles();
    System.out.printf("11 listed roles: %s%n", left.stream().map(Role::getName).collect(Collectors.joining(", ")));
  }

  /** The generated client reads no security scheme; its interceptor puts the key into every request. */
  private static ApiClient connect(String url, String key) {
    var client = new ApiClient();
    client.updateBaseUri(url);
    client.setRequestInterceptor(request -> request.header("CONFIDENT_API_KEY", key));
    return client;
  }

  private interface Call {
    Object make() throws ApiException;
  }

  /** A refusal is an exception; its body is the error's envelope. */
  private static String refused(ApiClient client, Call call) throws JsonProcessingException {
    try {
      throw new IllegalStateException("not refused: " + call.make());
    } catch (ApiException refusal) {
      var envelope = client.getObjectMapper().readValue(refusal.getResponseBody(), ErrorResponse.class);
      return "refused with %d: %s".formatted(refusal.getCode(), envelope.getError());
    }
  }
}
