// Runs the steps of packages/languages/scenario-v2.txt with the client that oapi-codegen generated.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"slices"
	"strings"

	"rolewright.example/scenario/generated/rolewright"
)

const email = "eve@fernhill.example"

func main() {
	ctx := context.Background()
	client := connect(os.Getenv("ROLEWRIGHT_BASE_URL"), os.Getenv("ROLEWRIGHT_API_KEY"))

	invitationsInput := rolewright.CreateOrganizationInvitationsInput{Emails: []rolewright.InvitedEmail{email}}
	invitation := must(client.CreateOrganizationInvitationsWithResponse(ctx, invitationsInput)).JSON200.Data.Invitations[0]
	fmt.Printf("1 invited %s: %s\n", invitation.Email, invitation.Status)

	conflict := must(client.CreateOrganizationInvitationsWithResponse(ctx, invitationsInput))
	fmt.Printf("2 failed with %d: %s\n", conflict.StatusCode(), conflict.JSON409.Error)

	acceptInvitation(invitation.Token.MustGet())
	member := printMember(ctx, client, 3)

	roleInput := rolewright.RoleInput{Name: "Auditor", PolicyIds: []rolewright.Id{}}
	role := must(client.CreateOrganizationRoleWithResponse(ctx, roleInput)).JSON200.Data
	fmt.Printf("4 created role %s with %d policies\n", role.Name, len(role.Policies))

	memberInput := rolewright.UpdateMemberRoleInput{RoleId: role.Id}
	assigned := must(client.UpdateOrganizationMemberRoleWithResponse(ctx, member.Id, memberInput)).JSON200.Data
	fmt.Printf("5 assigned %s to %s\n", assigned.OrganizationRole.MustGet().Name, assigned.Email)

	printMember(ctx, client, 6)

	inUse := must(client.DeleteOrganizationRoleWithResponse(ctx, role.Id))
	fmt.Printf("7 failed with %d: %s\n", inUse.StatusCode(), inUse.JSON409.Error)

	keyInput := rolewright.CreateApiKeyInput{Name: "Deployment"}
	key := must(client.CreateOrganizationApiKeyWithResponse(ctx, keyInput)).JSON200.Data
	fmt.Printf("8 created key %s, which reads %s\n", key.Name.MustGet(), readName(ctx, key.Value))

	immediate := must(client.RotateOrganizationApiKeyWithResponse(ctx, key.Id, rolewright.RotateApiKeyInput{})).JSON200.Data
	rotated := must(immediate.AsImmediatelyRotatedApiKey())
	fmt.Printf("9 rotated key %s, which reads %s\n", rotated.Name.MustGet(), readName(ctx, rotated.Value))

	outgoing := connect(os.Getenv("ROLEWRIGHT_BASE_URL"), key.Value)
	rejected := must(outgoing.GetOrganizationWithResponse(ctx))
	fmt.Printf("10 failed with %d: %s\n", rejected.StatusCode(), rejected.JSON401.Error)

	hours := int32(24)
	gracePeriod := rolewright.RotateApiKeyInput{GracePeriodInHours: &hours}
	withGracePeriod := must(client.RotateOrganizationApiKeyWithResponse(ctx, key.Id, gracePeriod)).JSON200.Data
	pending := must(withGracePeriod.AsPendingRotationApiKey())
	names := slices.Compact([]string{readName(ctx, rotated.Value), readName(ctx, pending.ShadowValue)})
	fmt.Printf("11 rotated key %s with a grace period, and both values read %s\n", pending.Name.MustGet(), strings.Join(names, " and "))

	extended := connect(os.Getenv("ROLEWRIGHT_EXTENDED_URL"), os.Getenv("ROLEWRIGHT_API_KEY"))
	page := must(extended.ListOrganizationMembersWithResponse(ctx, nil)).JSON200.Data
	fmt.Printf("12 read %d members among unknown fields\n", len(page.Members))
}

func connect(url, key string) *rolewright.ClientWithResponses {
	return must(rolewright.NewClientWithResponses(url, rolewright.WithRequestEditorFn(
		func(_ context.Context, request *http.Request) error {
			request.Header.Set("CONFIDENT_API_KEY", key)
			return nil
		},
	)))
}

// printMember lists the members, and prints the role of the invited one.
func printMember(ctx context.Context, client *rolewright.ClientWithResponses, step int) rolewright.OrganizationMember {
	number, size := int32(1), int32(100)
	parameters := &rolewright.ListOrganizationMembersParams{Page: &number, PageSize: &size}
	page := must(client.ListOrganizationMembersWithResponse(ctx, parameters)).JSON200.Data
	index := slices.IndexFunc(page.Members, func(each rolewright.OrganizationMember) bool { return each.Email == email })
	member := page.Members[index]
	fmt.Printf("%d listed %d members, %s as %s\n", step, page.TotalOrganizationMembers, member.Email, member.OrganizationRole.MustGet().Name)
	return member
}

// readName returns the organization's name, which proves that the key is accepted.
func readName(ctx context.Context, key string) string {
	client := connect(os.Getenv("ROLEWRIGHT_BASE_URL"), key)
	return must(client.GetOrganizationWithResponse(ctx)).JSON200.Data.Name
}

// acceptInvitation accepts an invitation, as the invited person does with the link.
func acceptInvitation(token string) {
	response := must(http.Post(os.Getenv("ROLEWRIGHT_ACCEPT_URL"), "text/plain", strings.NewReader(token)))
	defer response.Body.Close()
	if response.StatusCode != http.StatusNoContent {
		log.Fatalf("the invitation was not accepted: %s", response.Status)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
