/** The two kinds of scopes in which permissions, policies and roles exist. */
export type ScopeKind = "organization" | "project";
