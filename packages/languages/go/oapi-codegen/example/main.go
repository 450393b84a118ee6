// Lists the roles of an organization, and handles an error response.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"rolewright.example/scenario/generated/rolewright"
)

func main() {
	addKey := func(_ context.Context, request *http.Request) error {
		request.Header.Set("CONFIDENT_API_KEY", os.Getenv("ROLEWRIGHT_API_KEY"))
		return nil
	}
	client, err := rolewright.NewClientWithResponses(os.Getenv("ROLEWRIGHT_BASE_URL"), rolewright.WithRequestEditorFn(addKey))
	if err != nil {
		log.Fatal(err)
	}

	listed, err := client.ListOrganizationRolesWithResponse(context.Background())
	if err != nil || listed.JSON200 == nil {
		log.Fatal("request failed: ", err)
	}
	for _, role := range listed.JSON200.Data.Roles {
		fmt.Println(role.Name)
	}

	deleted, err := client.DeleteOrganizationRoleWithResponse(context.Background(), "unknown-role")
	if err == nil && deleted.JSON404 != nil {
		fmt.Printf("failed with %d: %s\n", deleted.StatusCode(), deleted.JSON404.Error)
	}
}
