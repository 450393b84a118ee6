import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rolewright.ApiClient;
import dev.rolewright.ApiException;
import dev.rolewright.api.OrganizationApi;
import dev.rolewright.api.OrganizationApiKeysApi;
import dev.rolewright.api.OrganizationInvitationsApi;
import dev.rolewright.api.OrganizationMembersApi;
import dev.rolewright.api.OrganizationRolesApi;
import dev.rolewright.model.CreateApiKeyInput;
import dev.rolewright.model.CreateOrganizationInvitationsInput;
import dev.rolewright.model.ErrorResponse;
import dev.rolewright.model.OrganizationMember;
import dev.rolewright.model.RoleInput;
import dev.rolewright.model.RotateApiKeyInput;
import dev.rolewright.model.UpdateMemberRoleInput;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;

/** Runs the steps of packages/languages/scenario-v2.txt with the client that openapi-generator generated. */
public class Scenario {
  private static final String BASE_URL = System.getenv("ROLEWRIGHT_BASE_URL");
  private static final String API_KEY = System.getenv("ROLEWRIGHT_API_KEY");
  private static final String EMAIL = "eve@fernhill.example";

  public static void main(String[] arguments) throws Exception {
    var client = connect(BASE_URL, API_KEY);
    var invitations = new OrganizationInvitationsApi(client);
    var members = new OrganizationMembersApi(client);
    var roles = new OrganizationRolesApi(client);
    var apiKeys = new OrganizationApiKeysApi(client);

    var invitationsInput = new CreateOrganizationInvitationsInput().addEmailsItem(EMAIL);
    var invitation = invitations.createOrganizationInvitations(invitationsInput).getData().getInvitations().get(0);
    System.out.printf("1 invited %s: %s%n", invitation.getEmail(), invitation.getStatus());

    System.out.printf(
        "2 %s%n", describeError(client, () -> invitations.createOrganizationInvitations(invitationsInput)));

    acceptInvitation(invitation.getToken());
    var member = printMember(3, members);

    var role = roles.createOrganizationRole(new RoleInput().name("Auditor").policyIds(Set.of())).getData();
    System.out.printf("4 created role %s with %d policies%n", role.getName(), role.getPolicies().size());

    var roleInput = new UpdateMemberRoleInput().roleId(role.getId());
    var assigned = members.updateOrganizationMemberRole(member.getId(), roleInput).getData();
    System.out.printf("5 assigned %s to %s%n", assigned.getOrganizationRole().getName(), assigned.getEmail());

    printMember(6, members);

    System.out.printf("7 %s%n", describeError(client, () -> roles.deleteOrganizationRole(role.getId())));

    var key = apiKeys.createOrganizationApiKey(new CreateApiKeyInput().name("Deployment")).getData();
    System.out.printf("8 created key %s, which reads %s%n", key.getName(), readName(key.getValue()));

    var rotated = apiKeys.rotateOrganizationApiKey(key.getId(), new RotateApiKeyInput()).getData();
    System.out.printf("9 rotated key %s, which reads %s%n", rotated.getName(), readName(rotated.getValue()));

    System.out.printf("10 %s%n", describeError(client, () -> readName(key.getValue())));

    var gracePeriod = new RotateApiKeyInput().gracePeriodInHours(24);
    var pending = apiKeys.rotateOrganizationApiKey(key.getId(), gracePeriod).getData();
    var outgoing = readName(rotated.getValue());
    var incoming = readName(pending.getShadowValue());
    System.out.printf(
        "11 rotated key %s with a grace period, and both values read %s%n",
        pending.getName(), outgoing.equals(incoming) ? incoming : outgoing + " and " + incoming);

    var extended = new OrganizationMembersApi(connect(System.getenv("ROLEWRIGHT_EXTENDED_URL"), API_KEY));
    var page = extended.listOrganizationMembers(null, null).getData();
    System.out.printf("12 read %d members among unknown fields%n", page.getMembers().size());
  }

  /** Adds the key to every request. The generator ignores security schemes. */
  private static ApiClient connect(String url, String key) {
    var client = new ApiClient();
    client.updateBaseUri(url);
    client.setRequestInterceptor(request -> request.header("CONFIDENT_API_KEY", key));
    return client;
  }

  /** Lists the members, and prints the role of the invited one. */
  private static OrganizationMember printMember(int step, OrganizationMembersApi members) throws ApiException {
    var page = members.listOrganizationMembers(1, 100).getData();
    var member = page.getMembers().stream().filter(each -> each.getEmail().equals(EMAIL)).findFirst().orElseThrow();
    System.out.printf(
        "%d listed %d members, %s as %s%n",
        step, page.getTotalOrganizationMembers(), member.getEmail(), member.getOrganizationRole().getName());
    return member;
  }

  /** Returns the organization's name, which proves that the key is accepted. */
  private static String readName(String key) throws ApiException {
    return new OrganizationApi(connect(BASE_URL, key)).getOrganization().getData().getName();
  }

  /** Accepts an invitation, as the invited person does with the link. */
  private static void acceptInvitation(String token) throws IOException, InterruptedException {
    var url = URI.create(System.getenv("ROLEWRIGHT_ACCEPT_URL"));
    var request = HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(token)).build();
    var status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    if (status != 204) throw new IllegalStateException("the invitation was not accepted: " + status);
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
