// Runs the steps of packages/languages/scenario-v1.txt with the client that oapi-codegen generated.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/oapi-codegen/nullable"

	"rolewright.example/scenario/generated/rolewright"
)

func main() {
	ctx := context.Background()
	client := connect(os.Getenv("ROLEWRIGHT_BASE_URL"), os.Getenv("ROLEWRIGHT_API_KEY"))

	permissions := must(client.ListOrganizationPermissionsWithResponse(ctx)).JSON200.Data.Permissions
	fmt.Printf("1 listed %d permissions, %s first\n", len(permissions), permissions[0].Name)

	var wanted []rolewright.Id
	for _, permission := range permissions {
		if slices.Contains([]string{"billing:read", "user:read"}, permission.Name) {
			wanted = append(wanted, permission.Id)
		}
	}
	policy := must(client.CreateOrganizationPolicyWithResponse(ctx, rolewright.PolicyInput{
		Name:          "See bills and people",
		PermissionIds: wanted,
		Description:   nullable.NewNullableWithValue("For the auditor"),
	})).JSON200.Data.Policy
	fmt.Printf("2 created policy %s: %s\n", policy.Name, names(policy.Permissions, func(each rolewright.PermissionSummary) string { return each.Name }))

	input := rolewright.RoleInput{
		Name:        "Auditor",
		PolicyIds:   []rolewright.Id{policy.Id},
		Description: nullable.NewNullableWithValue("Reads, changes nothing"),
	}
	role := must(client.CreateOrganizationRoleWithResponse(ctx, input)).JSON200.Data.Role
	fmt.Printf("3 created role %s: %s\n", role.Name, orNull(role.Description))

	conflict := must(client.CreateOrganizationRoleWithResponse(ctx, input))
	fmt.Printf("4 failed with %d: %s\n", conflict.StatusCode(), conflict.JSON409.Error)

	input.Description.SetNull()
	updated := must(client.UpdateOrganizationRoleWithResponse(ctx, role.Id, input)).JSON200.Data.Role
	fmt.Printf("5 updated role %s: %s\n", updated.Name, orNull(updated.Description))

	project := must(client.ListProjectsWithResponse(ctx)).JSON200.Data.Projects[0]
	projectRoles := must(client.ListProjectRolesWithResponse(ctx, project.Id)).JSON200.Data.Roles
	analyst := projectRoles[slices.IndexFunc(projectRoles, func(each rolewright.ProjectRole) bool { return !each.ProjectId.IsNull() })]
	renamed := rolewright.RoleInput{Name: "Senior Analyst", Description: analyst.Description}
	for _, each := range analyst.Policies {
		renamed.PolicyIds = append(renamed.PolicyIds, each.Id)
	}
	senior := must(client.UpdateProjectRoleWithResponse(ctx, project.Id, analyst.Id, renamed)).JSON200.Data.Role
	fmt.Printf("6 updated project role %s to %s: %s\n", analyst.Name, senior.Name, orNull(senior.Description))

	roles := must(client.ListOrganizationRolesWithResponse(ctx)).JSON200.Data.Roles
	builtInRole := roles[slices.IndexFunc(roles, func(each rolewright.Role) bool { return each.OrganizationId.IsNull() })]
	newInput := rolewright.RoleInput{Name: "Renamed", PolicyIds: []rolewright.Id{policy.Id}}
	notFound := must(client.UpdateOrganizationRoleWithResponse(ctx, builtInRole.Id, newInput))
	fmt.Printf("7 failed with %d: %s\n", notFound.StatusCode(), notFound.JSON404.Error)

	unauthenticated := connect(os.Getenv("ROLEWRIGHT_BASE_URL"), "confident_us_org_INVALID")
	unauthorized := must(unauthenticated.ListOrganizationRolesWithResponse(ctx))
	fmt.Printf("8 failed with %d: %s\n", unauthorized.StatusCode(), unauthorized.JSON401.Error)

	extended := connect(os.Getenv("ROLEWRIGHT_EXTENDED_URL"), os.Getenv("ROLEWRIGHT_API_KEY"))
	organization := must(extended.RetrieveOrganizationWithResponse(ctx)).JSON200.Data.Organization
	fmt.Printf("9 read %s among unknown fields\n", organization.Name)

	deleted := must(client.DeleteOrganizationRoleWithResponse(ctx, role.Id)).JSON200.Data
	fmt.Printf("10 deleted the role: %t\n", deleted.Deleted)

	remaining := must(client.ListOrganizationRolesWithResponse(ctx)).JSON200.Data.Roles
	fmt.Printf("11 listed roles: %s\n", names(remaining, func(each rolewright.Role) string { return each.Name }))
}

func connect(url, key string) *rolewright.ClientWithResponses {
	return must(rolewright.NewClientWithResponses(url, rolewright.WithRequestEditorFn(
		func(_ context.Context, request *http.Request) error {
			request.Header.Set("CONFIDENT_API_KEY", key)
			return nil
		},
	)))
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func names[T any](all []T, name func(T) string) string {
	var list []string
	for _, each := range all {
		list = append(list, name(each))
	}
	return strings.Join(list, ", ")
}

func orNull(text nullable.Nullable[string]) string {
	if text.IsNull() {
		return "null"
	}
	return text.MustGet()
}
