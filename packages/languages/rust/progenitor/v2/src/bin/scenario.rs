//! Runs the steps of packages/languages/scenario-v2.txt with the client that progenitor generated.

use std::collections::BTreeSet;
use std::env::var;
use std::error::Error as StdError;

use reqwest::header::{HeaderMap, HeaderValue};
use rolewright::types::{
    CreateApiKeyInput, CreateOrganizationInvitationsInput, ErrorResponse, OrganizationMember, RoleInput,
    RotateApiKeyInput, RotatedApiKey, UpdateMemberRoleInput,
};
use rolewright::{Client, Error, ResponseValue};

const EMAIL: &str = "eve@fernhill.example";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let client = connect(&var("ROLEWRIGHT_BASE_URL")?, &var("ROLEWRIGHT_API_KEY")?)?;

    let invitations_input =
        CreateOrganizationInvitationsInput { emails: vec![EMAIL.parse()?], organization_role_id: None };
    let invitations = client.create_organization_invitations(&invitations_input).await?.into_inner().data.invitations;
    println!("1 invited {}: {}", invitations[0].email, invitations[0].status);

    let conflict = client.create_organization_invitations(&invitations_input).await;
    println!("2 {}", describe_error(conflict)?);

    accept_invitation(invitations[0].token.as_deref().ok_or("no token")?).await?;
    let member = print_member(3, &client).await?;

    let role_input = RoleInput { name: "Auditor".parse()?, policy_ids: vec![], description: None };
    let role = client.create_organization_role(&role_input).await?.into_inner().data;
    println!("4 created role {} with {} policies", role.name, role.policies.len());

    let member_input = UpdateMemberRoleInput { role_id: role.id.parse()? };
    let assigned =
        client.update_organization_member_role(&member.id.parse()?, &member_input).await?.into_inner().data;
    println!("5 assigned {} to {}", role_name(&assigned), assigned.email);

    print_member(6, &client).await?;

    println!("7 {}", describe_error(client.delete_organization_role(&role.id.parse()?).await)?);

    let key_input = CreateApiKeyInput { name: "Deployment".parse()?, expires_in_days: None };
    let key = client.create_organization_api_key(&key_input).await?.into_inner().data;
    println!("8 created key {}, which reads {}", or_null(key.name.as_ref()), read_name(&key.value).await?);

    // Parameters have limits and types of their own, so the ID is parsed.
    let key_id = key.id.to_string().parse()?;
    let at_once = RotateApiKeyInput { expires_in_days: None, grace_period_in_hours: 0 };
    let RotatedApiKey::ImmediatelyRotatedApiKey(rotated) =
        client.rotate_organization_api_key(&key_id, &at_once).await?.into_inner().data
    else {
        return Err("the rotation has a grace period".into());
    };
    println!("9 rotated key {}, which reads {}", or_null(rotated.name.as_ref()), read_name(&rotated.value).await?);

    let outgoing = connect(&var("ROLEWRIGHT_BASE_URL")?, &key.value)?;
    println!("10 {}", describe_error(outgoing.get_organization().await)?);

    let grace_period = RotateApiKeyInput { expires_in_days: None, grace_period_in_hours: 24 };
    let RotatedApiKey::PendingRotationApiKey(pending) =
        client.rotate_organization_api_key(&key_id, &grace_period).await?.into_inner().data
    else {
        return Err("the rotation has no grace period".into());
    };
    let names = BTreeSet::from([read_name(&rotated.value).await?, read_name(&pending.shadow_value).await?]);
    let names = names.into_iter().collect::<Vec<_>>().join(" and ");
    println!("11 rotated key {} with a grace period, and both values read {names}", or_null(pending.name.as_ref()));

    let extended = connect(&var("ROLEWRIGHT_EXTENDED_URL")?, &var("ROLEWRIGHT_API_KEY")?)?;
    let members = extended.list_organization_members(None, None).await?.into_inner().data.members;
    println!("12 read {} members among unknown fields", members.len());
    Ok(())
}

/// Creates a client that sends the key as a default header. The generator ignores security schemes.
fn connect(url: &str, key: &str) -> Result<Client, Box<dyn StdError>> {
    let mut headers = HeaderMap::new();
    headers.insert("CONFIDENT_API_KEY", HeaderValue::from_str(key)?);
    let http = reqwest::Client::builder().default_headers(headers).build()?;
    Ok(Client::new_with_client(url, http))
}

/// Lists the members, and prints the role of the invited one.
async fn print_member(step: u8, client: &Client) -> Result<OrganizationMember, Box<dyn StdError>> {
    let page = client.list_organization_members(Some(1.try_into()?), Some(100.try_into()?)).await?.into_inner().data;
    let total = page.total_organization_members;
    let member = page.members.into_iter().find(|each| each.email == EMAIL).ok_or("not a member")?;
    println!("{step} listed {total} members, {} as {}", member.email, role_name(&member));
    Ok(member)
}

fn role_name(member: &OrganizationMember) -> &str {
    member.organization_role.as_ref().map_or("null", |role| &role.name)
}

/// Returns the organization's name, which proves that the key is accepted.
async fn read_name(key: &str) -> Result<String, Box<dyn StdError>> {
    let client = connect(&var("ROLEWRIGHT_BASE_URL")?, key)?;
    Ok(client.get_organization().await?.into_inner().data.name)
}

/// Accepts an invitation, as the invited person does with the link.
async fn accept_invitation(token: &str) -> Result<(), Box<dyn StdError>> {
    let request = reqwest::Client::new().post(var("ROLEWRIGHT_ACCEPT_URL")?).body(token.to_owned());
    request.send().await?.error_for_status()?;
    Ok(())
}

fn describe_error<T>(response: Result<ResponseValue<T>, Error<ErrorResponse>>) -> Result<String, Box<dyn StdError>> {
    match response {
        Err(Error::ErrorResponse(failure)) => {
            Ok(format!("failed with {}: {}", failure.status().as_u16(), failure.error))
        }
        Err(other) => Err(other.into()),
        Ok(_) => Err("the call succeeded".into()),
    }
}

fn or_null(text: Option<&String>) -> &str {
    text.map_or("null", String::as_str)
}
