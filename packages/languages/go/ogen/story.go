// Lives through the story of packages/languages/story.txt with the client that ogen made.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"

	"rolewright.example/story/generated/rolewright"
)

// ApiKey is what ogen asks for the key: one method for each security scheme of the description.
type ApiKey string

func (key ApiKey) ApiKey(context.Context, rolewright.OperationName) (rolewright.ApiKey, error) {
	return rolewright.ApiKey{APIKey: string(key)}, nil
}

func main() {
	ctx := context.Background()
	client := connect(os.Getenv("ROLEWRIGHT_BASE_URL"), os.Getenv("ROLEWRIGHT_API_KEY"))

	permissions := ok[*rolewright.PermissionListResponse](client.ListOrganizationPermissions(ctx)).Data.Permissions
	fmt.Printf("1 listed %d permissions, %s first\n", len(permissions), permissions[0].Name)

	var wanted []rolewright.ID
	for _, permission := range permissions {
		if slices.Contains([]rolewright.Name{"billing:read", "user:read"}, permission.Name) {
			wanted = append(wanted, permission.ID)
		}
	}
	policy := ok[*rolewright.PolicyResponse](client.CreateOrganizationPolicy(ctx, &rolewright.PolicyInput{
		Name:          "See bills and people",
		PermissionIds: wanted,
		Description:   rolewright.NewOptNilString("For the auditor"),
	})).Data.Policy
	fmt.Printf("2 created policy %s: %s\n", policy.Name, names(policy.Permissions, func(each rolewright.PermissionSummary) rolewright.Name { return each.Name }))

	input := &rolewright.RoleInput{
		Name:        "Auditor",
		PolicyIds:   []rolewright.ID{policy.ID},
		Description: rolewright.NewOptNilString("Reads, changes nothing"),
	}
	role := ok[*rolewright.RoleResponse](client.CreateOrganizationRole(ctx, input)).Data.Role
	fmt.Printf("3 created role %s: %s\n", role.Name, orNull(role.Description))

	conflict := ok[*rolewright.CreateOrganizationRoleConflict](client.CreateOrganizationRole(ctx, input))
	fmt.Printf("4 refused with %d: %s\n", 409, conflict.Error)

	input.Description.SetToNull()
	updated := ok[*rolewright.RoleResponse](client.UpdateOrganizationRole(ctx, input, rolewright.UpdateOrganizationRoleParams{RoleId: role.ID})).Data.Role
	fmt.Printf("5 updated role %s: %s\n", updated.Name, orNull(updated.Description))

	project := ok[*rolewright.ProjectListResponse](client.ListProjects(ctx)).Data.Projects[0]
	projectRoles := ok[*rolewright.ProjectRoleListResponse](client.ListProjectRoles(ctx, rolewright.ListProjectRolesParams{ProjectId: project.ID})).Data.Roles
	analyst := projectRoles[slices.IndexFunc(projectRoles, func(each rolewright.ProjectRole) bool { return !each.ProjectId.Null })]
	renamed := &rolewright.RoleInput{Name: "Senior Analyst", Description: rolewright.NewOptNilString(analyst.Description.Value)}
	for _, each := range analyst.Policies {
		renamed.PolicyIds = append(renamed.PolicyIds, each.ID)
	}
	senior := ok[*rolewright.ProjectRoleResponse](client.UpdateProjectRole(ctx, renamed, rolewright.UpdateProjectRoleParams{ProjectId: project.ID, RoleId: analyst.ID})).Data.Role
	fmt.Printf("6 updated project role %s to %s: %s\n", analyst.Name, senior.Name, orNull(senior.Description))

	roles := ok[*rolewright.RoleListResponse](client.ListOrganizationRoles(ctx)).Data.Roles
	world := roles[slices.IndexFunc(roles, func(each rolewright.Role) bool { return each.OrganizationId.Null })]
	takeover := &rolewright.RoleInput{Name: "Mine now", PolicyIds: []rolewright.ID{policy.ID}}
	forbidden := ok[*rolewright.UpdateOrganizationRoleForbidden](client.UpdateOrganizationRole(ctx, takeover, rolewright.UpdateOrganizationRoleParams{RoleId: world.ID}))
	fmt.Printf("7 refused with %d: %s\n", 403, forbidden.Error)

	stranger := connect(os.Getenv("ROLEWRIGHT_BASE_URL"), "confident_us_org_WRONG")
	unauthorized := ok[*rolewright.ListOrganizationRolesUnauthorized](stranger.ListOrganizationRoles(ctx))
	fmt.Printf("8 refused with %d: %s\n", 401, unauthorized.Error)

	grown := connect(os.Getenv("ROLEWRIGHT_GROWN_URL"), os.Getenv("ROLEWRIGHT_API_KEY"))
	organization := ok[*rolewright.OrganizationResponse](grown.RetrieveOrganization(ctx)).Data.Organization
	fmt.Printf("9 read %s among unknown fields\n", organization.Name)

	deletion := ok[*rolewright.DeletionResponse](client.DeleteOrganizationRole(ctx, rolewright.DeleteOrganizationRoleParams{RoleId: role.ID})).Data
	fmt.Printf("10 deleted the role: %t\n", deletion.Deleted)

	left := ok[*rolewright.RoleListResponse](client.ListOrganizationRoles(ctx)).Data.Roles
	fmt.Printf("11 listed roles: %s\n", names(left, func(each rolewright.Role) rolewright.Name { return each.Name }))
}

func connect(url, key string) *rolewright.Client {
	client, err := rolewright.NewClient(url, ApiKey(key))
	if err != nil {
		log.Fatal(err)
	}
	return client
}

// An answer is one of several types, one for each status.
func ok[Wanted any](answer any, err error) Wanted {
	if err != nil {
		log.Fatal(err)
	}
	wanted, is := answer.(Wanted)
	if !is {
		log.Fatalf("answered with %T: %v", answer, answer)
	}
	return wanted
}

func names[T any](all []T, name func(T) rolewright.Name) string {
	var list []string
	for _, each := range all {
		list = append(list, string(name(each)))
	}
	return strings.Join(list, ", ")
}

func orNull(text rolewright.NilString) string {
	if text.Null {
		return "null"
	}
	return text.Value
}
