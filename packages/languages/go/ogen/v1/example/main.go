// Lists the roles of an organization, and handles an error response.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"rolewright.example/scenario/generated/rolewright"
)

// ApiKey implements ogen's security source, which has one method for each security scheme.
type ApiKey string

func (key ApiKey) HeaderKey(context.Context, rolewright.OperationName) (rolewright.HeaderKey, error) {
	return rolewright.HeaderKey{APIKey: string(key)}, nil
}

func main() {
	client, err := rolewright.NewClient(os.Getenv("ROLEWRIGHT_BASE_URL"), ApiKey(os.Getenv("ROLEWRIGHT_API_KEY")))
	if err != nil {
		log.Fatal(err)
	}

	listed, err := client.ListOrganizationRoles(context.Background())
	response, isSuccess := listed.(*rolewright.RoleListResponse)
	if !isSuccess {
		log.Fatal("request failed: ", listed, err)
	}
	for _, role := range response.Data.Roles {
		fmt.Println(role.Name)
	}

	deleted, _ := client.DeleteOrganizationRole(context.Background(), rolewright.DeleteOrganizationRoleParams{RoleId: "unknown-role"})
	if failure, isNotFound := deleted.(*rolewright.DeleteOrganizationRoleNotFound); isNotFound {
		fmt.Printf("failed with 404: %s\n", failure.Error)
	}
}
