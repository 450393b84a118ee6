import ts from "typescript";

/**
 * Turns each object of `components["schemas"]` into an interface with the name of the schema, and each operation into an
 * interface such as `ListProjectsOperation`. Editors and error messages show an interface by its name, and a nested object
 * type with all its fields.
 */
export function extractSchemaInterfaces(nodes: ts.Node[]): ts.Node[] {
  const interfaces: ts.InterfaceDeclaration[] = [];
  const declarations = nodes.map((node) => {
    if (isInterface(node, "components")) return ts.visitEachChild(node, replaceSchemas, undefined);
    return isInterface(node, "operations") ? ts.visitEachChild(node, replaceOperation, undefined) : node;
  });
  return [...declarations, ...interfaces];

  function replaceOperation(node: ts.Node): ts.Node {
    return isProperty(node) ? replaceObject(node, nameOperation(node.name.text)) : node;
  }

  function replaceSchemas(node: ts.Node): ts.Node {
    if (!isProperty(node) || node.name.text !== "schemas" || !ts.isTypeLiteralNode(node.type)) return node;
    const members = node.type.members.map((member) => (isProperty(member) ? replaceObject(member) : member));
    return replaceType(node, ts.factory.createTypeLiteralNode(members));
  }

  function replaceObject(schema: Property, name = schema.name.text): ts.PropertySignature {
    const types: readonly ts.TypeNode[] = ts.isUnionTypeNode(schema.type) ? schema.type.types : [schema.type];
    const [object, ...others] = types.filter(ts.isTypeLiteralNode);
    if (object === undefined || others.length > 0) return schema;
    interfaces.push(createInterface(schema, name, object));
    const reference = ts.factory.createTypeReferenceNode(name);
    const replaced = types.map((type) => (type === object ? reference : type));
    return replaceType(schema, replaced.length > 1 ? ts.factory.createUnionTypeNode(replaced) : reference);
  }
}

type Property = ts.PropertySignature & { name: ts.Identifier; type: ts.TypeNode };

function isInterface(node: ts.Node, name: string): boolean {
  return ts.isInterfaceDeclaration(node) && node.name.text === name;
}

/** Returns `ListProjectsOperation` for `listProjects`. */
function nameOperation(operationId: string): string {
  return `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Operation`;
}

function isProperty(node: ts.Node): node is Property {
  return ts.isPropertySignature(node) && ts.isIdentifier(node.name) && node.type !== undefined;
}

function replaceType(property: Property, type: ts.TypeNode): ts.PropertySignature {
  const { modifiers, name, questionToken } = property;
  return copyComments(property, ts.factory.createPropertySignature(modifiers, name, questionToken, type));
}

function createInterface(
  schema: Property,
  name: string,
  { members }: ts.TypeLiteralNode,
): ts.InterfaceDeclaration {
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const declaration = ts.factory.createInterfaceDeclaration(modifiers, name, undefined, undefined, members);
  return copyComments(schema, declaration);
}

function copyComments<T extends ts.Node>(from: ts.Node, to: T): T {
  return ts.setSyntheticLeadingComments(to, ts.getSyntheticLeadingComments(from));
}
