//! Lives through the story of packages/languages/story.txt with the client that progenitor made.

use std::env::var;
use std::error::Error as StdError;

use reqwest::header::{HeaderMap, HeaderValue};
use rolewright::types::{ErrorResponse, PolicyInput, RoleInput};
use rolewright::{Client, Error, ResponseValue};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let client = connect(&var("ROLEWRIGHT_BASE_URL")?, &var("ROLEWRIGHT_API_KEY")?)?;

    let permissions = client.list_organization_permissions().await?.into_inner().data.permissions;
    println!("1 listed {} permissions, {} first", permissions.len(), *permissions[0].name);

    let wanted = permissions
        .iter()
        .filter(|permission| ["billing:read", "user:read"].contains(&permission.name.as_str()))
        .map(|permission| permission.id.clone())
        .collect();
    let policy_input = PolicyInput {
        name: "See bills and people".parse()?,
        permission_ids: wanted,
        description: Some("For the auditor".parse()?),
    };
    let policy = client.create_organization_policy(&policy_input).await?.into_inner().data.policy;
    let names: Vec<&str> = policy.permissions.iter().map(|each| each.name.as_str()).collect();
    println!("2 created policy {}: {}", *policy.name, names.join(", "));

    let mut role_input = RoleInput {
        name: "Auditor".parse()?,
        policy_ids: vec![policy.id.clone()],
        description: Some("Reads, changes nothing".parse()?),
    };
    let role = client.create_organization_role(&role_input).await?.into_inner().data.role;
    println!("3 created role {}: {}", *role.name, or_null(role.description.as_deref()));

    let conflict = client.create_organization_role(&role_input).await;
    println!("4 {}", refused(conflict)?);

    role_input.description = None;
    let updated = client.update_organization_role(&role.id, &role_input).await?.into_inner().data.role;
    println!("5 updated role {}: {}", *updated.name, or_null(updated.description.as_deref()));

    let projects = client.list_projects().await?.into_inner().data.projects;
    let project_id = &projects[0].id;
    let project_roles = client.list_project_roles(project_id).await?.into_inner().data.roles;
    let analyst = project_roles.iter().find(|each| each.project_id.is_some()).ok_or("no project role")?;
    let renamed = RoleInput {
        name: "Senior Analyst".parse()?,
        policy_ids: analyst.policies.iter().map(|each| each.id.clone()).collect(),
        description: analyst.description.as_ref().map(|text| text.parse()).transpose()?,
    };
    let senior = client.update_project_role(project_id, &analyst.id, &renamed).await?.into_inner().data.role;
    let described = or_null(senior.description.as_deref());
    println!("6 updated project role {} to {}: {described}", *analyst.name, *senior.name);

    let roles = client.list_organization_roles().await?.into_inner().data.roles;
    let world = roles.iter().find(|each| each.organization_id.is_none()).ok_or("no global role")?;
    let takeover = RoleInput { name: "Mine now".parse()?, policy_ids: vec![policy.id], description: None };
    println!("7 {}", refused(client.update_organization_role(&world.id, &takeover).await)?);

    let stranger = connect(&var("ROLEWRIGHT_BASE_URL")?, "confident_us_org_WRONG")?;
    println!("8 {}", refused(stranger.list_organization_roles().await)?);

    let grown = connect(&var("ROLEWRIGHT_GROWN_URL")?, &var("ROLEWRIGHT_API_KEY")?)?;
    let organization = grown.retrieve_organization().await?.into_inner().data.organization;
    println!("9 read {} among unknown fields", *organization.name);

    let deletion = client.delete_organization_role(&role.id).await?.into_inner().data;
    println!("10 deleted the role: {}", deletion.deleted);

    let left = client.list_organization_roles().await?.into_inner().data.roles;
    let names: Vec<&str> = left.iter().map(|each| each.name.as_str()).collect();
    println!("11 listed roles: {}", names.join(", "));
    Ok(())
}

/// The generated client has no place for the key; the HTTP client that it is given sends it with every request.
fn connect(url: &str, key: &str) -> Result<Client, Box<dyn StdError>> {
    let mut headers = HeaderMap::new();
    headers.insert("CONFIDENT_API_KEY", HeaderValue::from_str(key)?);
    let http = reqwest::Client::builder().default_headers(headers).build()?;
    Ok(Client::new_with_client(url, http))
}

fn refused<T>(answer: Result<ResponseValue<T>, Error<ErrorResponse>>) -> Result<String, Box<dyn StdError>> {
    match answer {
        Err(Error::ErrorResponse(refusal)) => {
            Ok(format!("refused with {}: {}", refusal.status().as_u16(), *refusal.error))
        }
        Err(other) => Err(other.into()),
        Ok(_) => Err("not refused".into()),
    }
}

fn or_null(text: Option<&String>) -> &str {
    text.map_or("null", String::as_str)
}
