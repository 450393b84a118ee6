// Runs the steps of packages/languages/scenario-v1.txt with the client that ogen generated.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"

	"rolewright.example/scenario/generated/rolewright"
)

// ApiKey implements ogen's security source, which has one method for each security scheme.
type ApiKey string

func (key ApiKey) HeaderKey(context.Context, rolewright.OperationName) (rolewright.HeaderKey, error) {
	return rolewright.HeaderKey{APIKey: string(key)}, nil
}

func main() {
	ctx := context.Background()
	client := connect(os.Getenv("ROLEWRIGHT_BASE_URL"), os.Getenv("ROLEWRIGHT_API_KEY"))

	permissions := expect[*rolewright.PermissionListResponse](client.ListOrganizationPermissions(ctx)).Data.Permissions
	fmt.Printf("1 listed %d permissions, %s first\n", len(permissions), permissions[0].Name)

	var wanted []rolewright.ID
	for _, permission := range permissions {
		if slices.Contains([]string{"billing:read", "user:read"}, permission.Name) {
			wanted = append(wanted, rolewright.ID(permission.ID))
		}
	}
	policy := expect[*rolewright.PolicyResponse](client.CreateOrganizationPolicy(ctx, &rolewright.PolicyInput{
		Name:          "See bills and people",
		PermissionIds: wanted,
		Description:   rolewright.NewOptNilString("For the auditor"),
	})).Data.Policy
	fmt.Printf("2 created policy %s: %s\n", policy.Name, names(policy.Permissions, func(each rolewright.PermissionSummary) string { return each.Name }))

	input := &rolewright.RoleInput{
		Name:        "Auditor",
		PolicyIds:   []rolewright.ID{rolewright.ID(policy.ID)},
		Description: rolewright.NewOptNilString("Reads, changes nothing"),
	}
	role := expect[*rolewright.RoleResponse](client.CreateOrganizationRole(ctx, input)).Data.Role
	fmt.Printf("3 created role %s: %s\n", role.Name, orNull(role.Description))

	conflict := expect[*rolewright.CreateOrganizationRoleConflict](client.CreateOrganizationRole(ctx, input))
	fmt.Printf("4 failed with %d: %s\n", 409, conflict.Error)

	input.Description.SetToNull()
	updated := expect[*rolewright.RoleResponse](client.UpdateOrganizationRole(ctx, input, rolewright.UpdateOrganizationRoleParams{RoleId: rolewright.ID(role.ID)})).Data.Role
	fmt.Printf("5 updated role %s: %s\n", updated.Name, orNull(updated.Description))

	project := expect[*rolewright.ProjectListResponse](client.ListProjects(ctx)).Data.Projects[0]
	projectRoles := expect[*rolewright.ProjectRoleListResponse](client.ListProjectRoles(ctx, rolewright.ListProjectRolesParams{ProjectId: rolewright.ID(project.ID)})).Data.Roles
	analyst := projectRoles[slices.IndexFunc(projectRoles, func(each rolewright.ProjectRole) bool { return !each.ProjectId.Null })]
	renamed := &rolewright.RoleInput{Name: "Senior Analyst", Description: rolewright.NewOptNilString(analyst.Description.Value)}
	for _, each := range analyst.Policies {
		renamed.PolicyIds = append(renamed.PolicyIds, rolewright.ID(each.ID))
	}
	senior := expect[*rolewright.ProjectRoleResponse](client.UpdateProjectRole(ctx, renamed, rolewright.UpdateProjectRoleParams{ProjectId: rolewright.ID(project.ID), RoleId: rolewright.ID(analyst.ID)})).Data.Role
	fmt.Printf("6 updated project role %s to %s: %s\n", analyst.Name, senior.Name, orNull(senior.Description))

	roles := expect[*rolewright.RoleListResponse](client.ListOrganizationRoles(ctx)).Data.Roles
	builtInRole := roles[slices.IndexFunc(roles, func(each rolewright.Role) bool { return each.OrganizationId.Null })]
	newInput := &rolewright.RoleInput{Name: "Renamed", PolicyIds: []rolewright.ID{rolewright.ID(policy.ID)}}
	notFound := expect[*rolewright.UpdateOrganizationRoleNotFound](client.UpdateOrganizationRole(ctx, newInput, rolewright.UpdateOrganizationRoleParams{RoleId: rolewright.ID(builtInRole.ID)}))
	fmt.Printf("7 failed with %d: %s\n", 404, notFound.Error)

	unauthenticated := connect(os.Getenv("ROLEWRIGHT_BASE_URL"), "confident_us_org_INVALID")
	unauthorized := expect[*rolewright.ListOrganizationRolesUnauthorized](unauthenticated.ListOrganizationRoles(ctx))
	fmt.Printf("8 failed with %d: %s\n", 401, unauthorized.Error)

	extended := connect(os.Getenv("ROLEWRIGHT_EXTENDED_URL"), os.Getenv("ROLEWRIGHT_API_KEY"))
	organization := expect[*rolewright.OrganizationResponse](extended.RetrieveOrganization(ctx)).Data.Organization
	fmt.Printf("9 read %s among unknown fields\n", organization.Name)

	deleted := expect[*rolewright.DeletedResourceResponse](client.DeleteOrganizationRole(ctx, rolewright.DeleteOrganizationRoleParams{RoleId: rolewright.ID(role.ID)})).Data
	fmt.Printf("10 deleted the role: %t\n", deleted.Deleted)

	remaining := expect[*rolewright.RoleListResponse](client.ListOrganizationRoles(ctx)).Data.Roles
	fmt.Printf("11 listed roles: %s\n", names(remaining, func(each rolewright.Role) string { return each.Name }))
}

func connect(url, key string) *rolewright.Client {
	client, err := rolewright.NewClient(url, ApiKey(key))
	if err != nil {
		log.Fatal(err)
	}
	return client
}

// expect returns a response of one type. ogen gives each status its own type.
func expect[Expected any](response any, err error) Expected {
	if err != nil {
		log.Fatal(err)
	}
	expected, isExpected := response.(Expected)
	if !isExpected {
		log.Fatalf("unexpected response %T: %v", response, response)
	}
	return expected
}

func names[T any](all []T, name func(T) string) string {
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
