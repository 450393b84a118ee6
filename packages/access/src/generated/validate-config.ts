// @ts-nocheck
/** Generated from config-schema.ts by Ajv. Do not edit: run `pnpm generate`. */
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// ../../node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "../../node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// <stdin>
var validateConfig = validate10;
var schema11 = { "$schema": "http://json-schema.org/draft-07/schema#", "title": "Access as code for Confident AI (unofficial)", "type": "object", "required": ["organization"], "additionalProperties": false, "properties": { "organization": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", "description": "The name of the organization that the API key belongs to." }, "manage": { "type": "object", "additionalProperties": false, "description": "listed changes listed entries only. all also deletes entries that are not listed.", "properties": { "policies": { "enum": ["none", "listed", "all"] }, "roles": { "enum": ["none", "listed", "all"] }, "members": { "enum": ["none", "listed"] } } }, "policies": { "description": "Policies by name. A list has the names of the permissions.", "type": ["object", "null"], "propertyNames": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "additionalProperties": { "type": ["array", "object"], "if": { "type": "array" }, "then": { "type": "array", "items": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "uniqueItems": true }, "else": { "required": ["permissions"], "properties": { "permissions": { "type": "array", "items": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "uniqueItems": true }, "description": { "type": ["string", "null"], "maxLength": 1e3 } }, "additionalProperties": false } } }, "roles": { "description": "Custom roles by name.", "type": ["object", "null"], "propertyNames": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "additionalProperties": { "type": "object", "required": ["policies"], "properties": { "policies": { "type": "array", "items": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "uniqueItems": true }, "description": { "type": ["string", "null"], "maxLength": 1e3 } }, "additionalProperties": false } }, "members": { "description": "The role of each member, by email address. Needs manage: { members: listed }.", "type": ["object", "null"], "additionalProperties": { "type": "string", "description": "The name of the member's role." } }, "projects": { "description": 'Projects by name. "*" applies to every project. With id, the key is any label.', "type": ["object", "null"], "additionalProperties": { "type": ["object", "null"], "additionalProperties": false, "properties": { "id": { "type": "string", "minLength": 1 }, "policies": { "description": "Policies by name. A list has the names of the permissions.", "type": ["object", "null"], "propertyNames": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "additionalProperties": { "type": ["array", "object"], "if": { "type": "array" }, "then": { "type": "array", "items": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "uniqueItems": true }, "else": { "required": ["permissions"], "properties": { "permissions": { "type": "array", "items": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "uniqueItems": true }, "description": { "type": ["string", "null"], "maxLength": 1e3 } }, "additionalProperties": false } } }, "roles": { "description": "Custom roles by name.", "type": ["object", "null"], "propertyNames": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "additionalProperties": { "type": "object", "required": ["policies"], "properties": { "policies": { "type": "array", "items": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "uniqueItems": true }, "description": { "type": ["string", "null"], "maxLength": 1e3 } }, "additionalProperties": false } }, "members": { "description": "The role of each member, by email address. Needs manage: { members: listed }.", "type": ["object", "null"], "additionalProperties": { "type": "string", "description": "The name of the member's role." } } } } }, "renamed": { "description": "New names. The resource keeps its ID and its members.", "type": ["array", "null"], "items": { "type": "object", "required": ["from"], "additionalProperties": false, "properties": { "role": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "policy": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "from": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "project": { "type": "string", "maxLength": 255, "pattern": "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" } }, "if": { "required": ["policy"] }, "then": { "not": { "required": ["role"] } }, "else": { "required": ["role"] } } }, "rules": { "description": "Assertions about effective access. check and plan report violations.", "type": ["array", "null"], "items": { "type": "object", "if": { "required": ["who"] }, "then": { "required": ["never"], "additionalProperties": false, "properties": { "who": { "type": "string", "minLength": 1 }, "never": { "type": "array", "items": { "type": "string", "minLength": 1 }, "minItems": 1 }, "in": { "type": "string", "description": "A project name, or organization. Default: every scope." } } }, "else": { "required": ["permission"], "additionalProperties": false, "properties": { "permission": { "type": "string", "minLength": 1 }, "atLeast": { "type": "integer", "minimum": 0 }, "atMost": { "type": "integer", "minimum": 0 }, "in": { "type": "string", "description": "A project name, or organization. Default: every scope." } }, "if": { "not": { "required": ["atMost"] } }, "then": { "required": ["atLeast"] } } } }, "builtInRoles": { "description": "The permissions of built-in roles, as patterns. The API does not return them.", "type": "object", "additionalProperties": { "type": "array", "items": { "type": "string", "minLength": 1 } } } } };
var func2 = Object.prototype.hasOwnProperty;
var func3 = require_ucs2length().default;
var pattern0 = new RegExp("^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.organization === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "organization" }, message: "must have required property 'organization'", schema: schema11.required, parentSchema: schema11, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func2.call(schema11.properties, key0)) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.organization !== void 0) {
      let data0 = data.organization;
      if (typeof data0 === "string") {
        if (func3(data0) > 255) {
          const err2 = { instancePath: instancePath + "/organization", schemaPath: "#/properties/organization/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.organization, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (!pattern0.test(data0)) {
          const err3 = { instancePath: instancePath + "/organization", schemaPath: "#/properties/organization/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.organization, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/organization", schemaPath: "#/properties/organization/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.organization.type, parentSchema: schema11.properties.organization, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.manage !== void 0) {
      let data1 = data.manage;
      if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
        for (const key1 in data1) {
          if (!(key1 === "policies" || key1 === "roles" || key1 === "members")) {
            const err5 = { instancePath: instancePath + "/manage", schemaPath: "#/properties/manage/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11.properties.manage, data: data1 };
            if (vErrors === null) {
              vErrors = [err5];
            } else {
              vErrors.push(err5);
            }
            errors++;
          }
        }
        if (data1.policies !== void 0) {
          let data2 = data1.policies;
          if (!(data2 === "none" || data2 === "listed" || data2 === "all")) {
            const err6 = { instancePath: instancePath + "/manage/policies", schemaPath: "#/properties/manage/properties/policies/enum", keyword: "enum", params: { allowedValues: schema11.properties.manage.properties.policies.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.manage.properties.policies.enum, parentSchema: schema11.properties.manage.properties.policies, data: data2 };
            if (vErrors === null) {
              vErrors = [err6];
            } else {
              vErrors.push(err6);
            }
            errors++;
          }
        }
        if (data1.roles !== void 0) {
          let data3 = data1.roles;
          if (!(data3 === "none" || data3 === "listed" || data3 === "all")) {
            const err7 = { instancePath: instancePath + "/manage/roles", schemaPath: "#/properties/manage/properties/roles/enum", keyword: "enum", params: { allowedValues: schema11.properties.manage.properties.roles.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.manage.properties.roles.enum, parentSchema: schema11.properties.manage.properties.roles, data: data3 };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
        }
        if (data1.members !== void 0) {
          let data4 = data1.members;
          if (!(data4 === "none" || data4 === "listed")) {
            const err8 = { instancePath: instancePath + "/manage/members", schemaPath: "#/properties/manage/properties/members/enum", keyword: "enum", params: { allowedValues: schema11.properties.manage.properties.members.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.manage.properties.members.enum, parentSchema: schema11.properties.manage.properties.members, data: data4 };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
      } else {
        const err9 = { instancePath: instancePath + "/manage", schemaPath: "#/properties/manage/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.manage.type, parentSchema: schema11.properties.manage, data: data1 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.policies !== void 0) {
      let data5 = data.policies;
      if (!(data5 && typeof data5 == "object" && !Array.isArray(data5)) && data5 !== null) {
        const err10 = { instancePath: instancePath + "/policies", schemaPath: "#/properties/policies/type", keyword: "type", params: { type: schema11.properties.policies.type }, message: "must be object,null", schema: schema11.properties.policies.type, parentSchema: schema11.properties.policies, data: data5 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
      if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
        for (const key2 in data5) {
          const _errs12 = errors;
          if (typeof key2 === "string") {
            if (func3(key2) > 255) {
              const err11 = { instancePath: instancePath + "/policies", schemaPath: "#/properties/policies/propertyNames/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.policies.propertyNames, data: key2, propertyName: key2 };
              if (vErrors === null) {
                vErrors = [err11];
              } else {
                vErrors.push(err11);
              }
              errors++;
            }
            if (!pattern0.test(key2)) {
              const err12 = { instancePath: instancePath + "/policies", schemaPath: "#/properties/policies/propertyNames/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.policies.propertyNames, data: key2, propertyName: key2 };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
            }
          } else {
            const err13 = { instancePath: instancePath + "/policies", schemaPath: "#/properties/policies/propertyNames/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.policies.propertyNames.type, parentSchema: schema11.properties.policies.propertyNames, data: key2, propertyName: key2 };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
          var valid2 = _errs12 === errors;
          if (!valid2) {
            const err14 = { instancePath: instancePath + "/policies", schemaPath: "#/properties/policies/propertyNames", keyword: "propertyNames", params: { propertyName: key2 }, message: "property name must be valid", schema: schema11.properties.policies.propertyNames, parentSchema: schema11.properties.policies, data: data5 };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
        for (const key3 in data5) {
          let data6 = data5[key3];
          if (!data6 || typeof data6 != "object") {
            const err15 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/policies/additionalProperties/type", keyword: "type", params: { type: schema11.properties.policies.additionalProperties.type }, message: "must be array,object", schema: schema11.properties.policies.additionalProperties.type, parentSchema: schema11.properties.policies.additionalProperties, data: data6 };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
          const _errs17 = errors;
          let valid4 = true;
          const _errs18 = errors;
          if (!Array.isArray(data6)) {
            const err16 = {};
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
          var _valid0 = _errs18 === errors;
          errors = _errs17;
          if (vErrors !== null) {
            if (_errs17) {
              vErrors.length = _errs17;
            } else {
              vErrors = null;
            }
          }
          let ifClause0;
          if (_valid0) {
            const _errs20 = errors;
            if (Array.isArray(data6)) {
              const len0 = data6.length;
              for (let i0 = 0; i0 < len0; i0++) {
                let data7 = data6[i0];
                if (typeof data7 === "string") {
                  if (func3(data7) > 255) {
                    const err17 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0, schemaPath: "#/properties/policies/additionalProperties/then/items/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.policies.additionalProperties.then.items, data: data7 };
                    if (vErrors === null) {
                      vErrors = [err17];
                    } else {
                      vErrors.push(err17);
                    }
                    errors++;
                  }
                  if (!pattern0.test(data7)) {
                    const err18 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0, schemaPath: "#/properties/policies/additionalProperties/then/items/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.policies.additionalProperties.then.items, data: data7 };
                    if (vErrors === null) {
                      vErrors = [err18];
                    } else {
                      vErrors.push(err18);
                    }
                    errors++;
                  }
                } else {
                  const err19 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0, schemaPath: "#/properties/policies/additionalProperties/then/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.policies.additionalProperties.then.items.type, parentSchema: schema11.properties.policies.additionalProperties.then.items, data: data7 };
                  if (vErrors === null) {
                    vErrors = [err19];
                  } else {
                    vErrors.push(err19);
                  }
                  errors++;
                }
              }
              let i1 = data6.length;
              let j0;
              if (i1 > 1) {
                const indices0 = {};
                for (; i1--; ) {
                  let item0 = data6[i1];
                  if (typeof item0 !== "string") {
                    continue;
                  }
                  if (typeof indices0[item0] == "number") {
                    j0 = indices0[item0];
                    const err20 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/policies/additionalProperties/then/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i1 + " are identical)", schema: true, parentSchema: schema11.properties.policies.additionalProperties.then, data: data6 };
                    if (vErrors === null) {
                      vErrors = [err20];
                    } else {
                      vErrors.push(err20);
                    }
                    errors++;
                    break;
                  }
                  indices0[item0] = i1;
                }
              }
            } else {
              const err21 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/policies/additionalProperties/then/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.policies.additionalProperties.then.type, parentSchema: schema11.properties.policies.additionalProperties.then, data: data6 };
              if (vErrors === null) {
                vErrors = [err21];
              } else {
                vErrors.push(err21);
              }
              errors++;
            }
            var _valid0 = _errs20 === errors;
            valid4 = _valid0;
            ifClause0 = "then";
          } else {
            const _errs24 = errors;
            if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
              if (data6.permissions === void 0) {
                const err22 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/policies/additionalProperties/else/required", keyword: "required", params: { missingProperty: "permissions" }, message: "must have required property 'permissions'", schema: schema11.properties.policies.additionalProperties.else.required, parentSchema: schema11.properties.policies.additionalProperties.else, data: data6 };
                if (vErrors === null) {
                  vErrors = [err22];
                } else {
                  vErrors.push(err22);
                }
                errors++;
              }
              for (const key4 in data6) {
                if (!(key4 === "permissions" || key4 === "description")) {
                  const err23 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/policies/additionalProperties/else/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11.properties.policies.additionalProperties.else, data: data6 };
                  if (vErrors === null) {
                    vErrors = [err23];
                  } else {
                    vErrors.push(err23);
                  }
                  errors++;
                }
              }
              if (data6.permissions !== void 0) {
                let data8 = data6.permissions;
                if (Array.isArray(data8)) {
                  const len1 = data8.length;
                  for (let i2 = 0; i2 < len1; i2++) {
                    let data9 = data8[i2];
                    if (typeof data9 === "string") {
                      if (func3(data9) > 255) {
                        const err24 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1") + "/permissions/" + i2, schemaPath: "#/properties/policies/additionalProperties/else/properties/permissions/items/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.policies.additionalProperties.else.properties.permissions.items, data: data9 };
                        if (vErrors === null) {
                          vErrors = [err24];
                        } else {
                          vErrors.push(err24);
                        }
                        errors++;
                      }
                      if (!pattern0.test(data9)) {
                        const err25 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1") + "/permissions/" + i2, schemaPath: "#/properties/policies/additionalProperties/else/properties/permissions/items/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.policies.additionalProperties.else.properties.permissions.items, data: data9 };
                        if (vErrors === null) {
                          vErrors = [err25];
                        } else {
                          vErrors.push(err25);
                        }
                        errors++;
                      }
                    } else {
                      const err26 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1") + "/permissions/" + i2, schemaPath: "#/properties/policies/additionalProperties/else/properties/permissions/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.policies.additionalProperties.else.properties.permissions.items.type, parentSchema: schema11.properties.policies.additionalProperties.else.properties.permissions.items, data: data9 };
                      if (vErrors === null) {
                        vErrors = [err26];
                      } else {
                        vErrors.push(err26);
                      }
                      errors++;
                    }
                  }
                  let i3 = data8.length;
                  let j1;
                  if (i3 > 1) {
                    const indices1 = {};
                    for (; i3--; ) {
                      let item1 = data8[i3];
                      if (typeof item1 !== "string") {
                        continue;
                      }
                      if (typeof indices1[item1] == "number") {
                        j1 = indices1[item1];
                        const err27 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1") + "/permissions", schemaPath: "#/properties/policies/additionalProperties/else/properties/permissions/uniqueItems", keyword: "uniqueItems", params: { i: i3, j: j1 }, message: "must NOT have duplicate items (items ## " + j1 + " and " + i3 + " are identical)", schema: true, parentSchema: schema11.properties.policies.additionalProperties.else.properties.permissions, data: data8 };
                        if (vErrors === null) {
                          vErrors = [err27];
                        } else {
                          vErrors.push(err27);
                        }
                        errors++;
                        break;
                      }
                      indices1[item1] = i3;
                    }
                  }
                } else {
                  const err28 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1") + "/permissions", schemaPath: "#/properties/policies/additionalProperties/else/properties/permissions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.policies.additionalProperties.else.properties.permissions.type, parentSchema: schema11.properties.policies.additionalProperties.else.properties.permissions, data: data8 };
                  if (vErrors === null) {
                    vErrors = [err28];
                  } else {
                    vErrors.push(err28);
                  }
                  errors++;
                }
              }
              if (data6.description !== void 0) {
                let data10 = data6.description;
                if (typeof data10 !== "string" && data10 !== null) {
                  const err29 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1") + "/description", schemaPath: "#/properties/policies/additionalProperties/else/properties/description/type", keyword: "type", params: { type: schema11.properties.policies.additionalProperties.else.properties.description.type }, message: "must be string,null", schema: schema11.properties.policies.additionalProperties.else.properties.description.type, parentSchema: schema11.properties.policies.additionalProperties.else.properties.description, data: data10 };
                  if (vErrors === null) {
                    vErrors = [err29];
                  } else {
                    vErrors.push(err29);
                  }
                  errors++;
                }
                if (typeof data10 === "string") {
                  if (func3(data10) > 1e3) {
                    const err30 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1") + "/description", schemaPath: "#/properties/policies/additionalProperties/else/properties/description/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters", schema: 1e3, parentSchema: schema11.properties.policies.additionalProperties.else.properties.description, data: data10 };
                    if (vErrors === null) {
                      vErrors = [err30];
                    } else {
                      vErrors.push(err30);
                    }
                    errors++;
                  }
                }
              }
            }
            var _valid0 = _errs24 === errors;
            valid4 = _valid0;
            ifClause0 = "else";
          }
          if (!valid4) {
            const err31 = { instancePath: instancePath + "/policies/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/policies/additionalProperties/if", keyword: "if", params: { failingKeyword: ifClause0 }, message: 'must match "' + ifClause0 + '" schema', schema: schema11.properties.policies.additionalProperties.if, parentSchema: schema11.properties.policies.additionalProperties, data: data6 };
            if (vErrors === null) {
              vErrors = [err31];
            } else {
              vErrors.push(err31);
            }
            errors++;
          }
        }
      }
    }
    if (data.roles !== void 0) {
      let data11 = data.roles;
      if (!(data11 && typeof data11 == "object" && !Array.isArray(data11)) && data11 !== null) {
        const err32 = { instancePath: instancePath + "/roles", schemaPath: "#/properties/roles/type", keyword: "type", params: { type: schema11.properties.roles.type }, message: "must be object,null", schema: schema11.properties.roles.type, parentSchema: schema11.properties.roles, data: data11 };
        if (vErrors === null) {
          vErrors = [err32];
        } else {
          vErrors.push(err32);
        }
        errors++;
      }
      if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
        for (const key5 in data11) {
          const _errs34 = errors;
          if (typeof key5 === "string") {
            if (func3(key5) > 255) {
              const err33 = { instancePath: instancePath + "/roles", schemaPath: "#/properties/roles/propertyNames/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.roles.propertyNames, data: key5, propertyName: key5 };
              if (vErrors === null) {
                vErrors = [err33];
              } else {
                vErrors.push(err33);
              }
              errors++;
            }
            if (!pattern0.test(key5)) {
              const err34 = { instancePath: instancePath + "/roles", schemaPath: "#/properties/roles/propertyNames/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.roles.propertyNames, data: key5, propertyName: key5 };
              if (vErrors === null) {
                vErrors = [err34];
              } else {
                vErrors.push(err34);
              }
              errors++;
            }
          } else {
            const err35 = { instancePath: instancePath + "/roles", schemaPath: "#/properties/roles/propertyNames/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.roles.propertyNames.type, parentSchema: schema11.properties.roles.propertyNames, data: key5, propertyName: key5 };
            if (vErrors === null) {
              vErrors = [err35];
            } else {
              vErrors.push(err35);
            }
            errors++;
          }
          var valid12 = _errs34 === errors;
          if (!valid12) {
            const err36 = { instancePath: instancePath + "/roles", schemaPath: "#/properties/roles/propertyNames", keyword: "propertyNames", params: { propertyName: key5 }, message: "property name must be valid", schema: schema11.properties.roles.propertyNames, parentSchema: schema11.properties.roles, data: data11 };
            if (vErrors === null) {
              vErrors = [err36];
            } else {
              vErrors.push(err36);
            }
            errors++;
          }
        }
        for (const key6 in data11) {
          let data12 = data11[key6];
          if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
            if (data12.policies === void 0) {
              const err37 = { instancePath: instancePath + "/roles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/roles/additionalProperties/required", keyword: "required", params: { missingProperty: "policies" }, message: "must have required property 'policies'", schema: schema11.properties.roles.additionalProperties.required, parentSchema: schema11.properties.roles.additionalProperties, data: data12 };
              if (vErrors === null) {
                vErrors = [err37];
              } else {
                vErrors.push(err37);
              }
              errors++;
            }
            for (const key7 in data12) {
              if (!(key7 === "policies" || key7 === "description")) {
                const err38 = { instancePath: instancePath + "/roles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/roles/additionalProperties/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11.properties.roles.additionalProperties, data: data12 };
                if (vErrors === null) {
                  vErrors = [err38];
                } else {
                  vErrors.push(err38);
                }
                errors++;
              }
            }
            if (data12.policies !== void 0) {
              let data13 = data12.policies;
              if (Array.isArray(data13)) {
                const len2 = data13.length;
                for (let i4 = 0; i4 < len2; i4++) {
                  let data14 = data13[i4];
                  if (typeof data14 === "string") {
                    if (func3(data14) > 255) {
                      const err39 = { instancePath: instancePath + "/roles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + i4, schemaPath: "#/properties/roles/additionalProperties/properties/policies/items/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.roles.additionalProperties.properties.policies.items, data: data14 };
                      if (vErrors === null) {
                        vErrors = [err39];
                      } else {
                        vErrors.push(err39);
                      }
                      errors++;
                    }
                    if (!pattern0.test(data14)) {
                      const err40 = { instancePath: instancePath + "/roles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + i4, schemaPath: "#/properties/roles/additionalProperties/properties/policies/items/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.roles.additionalProperties.properties.policies.items, data: data14 };
                      if (vErrors === null) {
                        vErrors = [err40];
                      } else {
                        vErrors.push(err40);
                      }
                      errors++;
                    }
                  } else {
                    const err41 = { instancePath: instancePath + "/roles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + i4, schemaPath: "#/properties/roles/additionalProperties/properties/policies/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.roles.additionalProperties.properties.policies.items.type, parentSchema: schema11.properties.roles.additionalProperties.properties.policies.items, data: data14 };
                    if (vErrors === null) {
                      vErrors = [err41];
                    } else {
                      vErrors.push(err41);
                    }
                    errors++;
                  }
                }
                let i5 = data13.length;
                let j2;
                if (i5 > 1) {
                  const indices2 = {};
                  for (; i5--; ) {
                    let item2 = data13[i5];
                    if (typeof item2 !== "string") {
                      continue;
                    }
                    if (typeof indices2[item2] == "number") {
                      j2 = indices2[item2];
                      const err42 = { instancePath: instancePath + "/roles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies", schemaPath: "#/properties/roles/additionalProperties/properties/policies/uniqueItems", keyword: "uniqueItems", params: { i: i5, j: j2 }, message: "must NOT have duplicate items (items ## " + j2 + " and " + i5 + " are identical)", schema: true, parentSchema: schema11.properties.roles.additionalProperties.properties.policies, data: data13 };
                      if (vErrors === null) {
                        vErrors = [err42];
                      } else {
                        vErrors.push(err42);
                      }
                      errors++;
                      break;
                    }
                    indices2[item2] = i5;
                  }
                }
              } else {
                const err43 = { instancePath: instancePath + "/roles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies", schemaPath: "#/properties/roles/additionalProperties/properties/policies/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.roles.additionalProperties.properties.policies.type, parentSchema: schema11.properties.roles.additionalProperties.properties.policies, data: data13 };
                if (vErrors === null) {
                  vErrors = [err43];
                } else {
                  vErrors.push(err43);
                }
                errors++;
              }
            }
            if (data12.description !== void 0) {
              let data15 = data12.description;
              if (typeof data15 !== "string" && data15 !== null) {
                const err44 = { instancePath: instancePath + "/roles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/description", schemaPath: "#/properties/roles/additionalProperties/properties/description/type", keyword: "type", params: { type: schema11.properties.roles.additionalProperties.properties.description.type }, message: "must be string,null", schema: schema11.properties.roles.additionalProperties.properties.description.type, parentSchema: schema11.properties.roles.additionalProperties.properties.description, data: data15 };
                if (vErrors === null) {
                  vErrors = [err44];
                } else {
                  vErrors.push(err44);
                }
                errors++;
              }
              if (typeof data15 === "string") {
                if (func3(data15) > 1e3) {
                  const err45 = { instancePath: instancePath + "/roles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/description", schemaPath: "#/properties/roles/additionalProperties/properties/description/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters", schema: 1e3, parentSchema: schema11.properties.roles.additionalProperties.properties.description, data: data15 };
                  if (vErrors === null) {
                    vErrors = [err45];
                  } else {
                    vErrors.push(err45);
                  }
                  errors++;
                }
              }
            }
          } else {
            const err46 = { instancePath: instancePath + "/roles/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/roles/additionalProperties/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.roles.additionalProperties.type, parentSchema: schema11.properties.roles.additionalProperties, data: data12 };
            if (vErrors === null) {
              vErrors = [err46];
            } else {
              vErrors.push(err46);
            }
            errors++;
          }
        }
      }
    }
    if (data.members !== void 0) {
      let data16 = data.members;
      if (!(data16 && typeof data16 == "object" && !Array.isArray(data16)) && data16 !== null) {
        const err47 = { instancePath: instancePath + "/members", schemaPath: "#/properties/members/type", keyword: "type", params: { type: schema11.properties.members.type }, message: "must be object,null", schema: schema11.properties.members.type, parentSchema: schema11.properties.members, data: data16 };
        if (vErrors === null) {
          vErrors = [err47];
        } else {
          vErrors.push(err47);
        }
        errors++;
      }
      if (data16 && typeof data16 == "object" && !Array.isArray(data16)) {
        for (const key8 in data16) {
          let data17 = data16[key8];
          if (typeof data17 !== "string") {
            const err48 = { instancePath: instancePath + "/members/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/members/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.members.additionalProperties.type, parentSchema: schema11.properties.members.additionalProperties, data: data17 };
            if (vErrors === null) {
              vErrors = [err48];
            } else {
              vErrors.push(err48);
            }
            errors++;
          }
        }
      }
    }
    if (data.projects !== void 0) {
      let data18 = data.projects;
      if (!(data18 && typeof data18 == "object" && !Array.isArray(data18)) && data18 !== null) {
        const err49 = { instancePath: instancePath + "/projects", schemaPath: "#/properties/projects/type", keyword: "type", params: { type: schema11.properties.projects.type }, message: "must be object,null", schema: schema11.properties.projects.type, parentSchema: schema11.properties.projects, data: data18 };
        if (vErrors === null) {
          vErrors = [err49];
        } else {
          vErrors.push(err49);
        }
        errors++;
      }
      if (data18 && typeof data18 == "object" && !Array.isArray(data18)) {
        for (const key9 in data18) {
          let data19 = data18[key9];
          if (!(data19 && typeof data19 == "object" && !Array.isArray(data19)) && data19 !== null) {
            const err50 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/projects/additionalProperties/type", keyword: "type", params: { type: schema11.properties.projects.additionalProperties.type }, message: "must be object,null", schema: schema11.properties.projects.additionalProperties.type, parentSchema: schema11.properties.projects.additionalProperties, data: data19 };
            if (vErrors === null) {
              vErrors = [err50];
            } else {
              vErrors.push(err50);
            }
            errors++;
          }
          if (data19 && typeof data19 == "object" && !Array.isArray(data19)) {
            for (const key10 in data19) {
              if (!(key10 === "id" || key10 === "policies" || key10 === "roles" || key10 === "members")) {
                const err51 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/projects/additionalProperties/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key10 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11.properties.projects.additionalProperties, data: data19 };
                if (vErrors === null) {
                  vErrors = [err51];
                } else {
                  vErrors.push(err51);
                }
                errors++;
              }
            }
            if (data19.id !== void 0) {
              let data20 = data19.id;
              if (typeof data20 === "string") {
                if (func3(data20) < 1) {
                  const err52 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/id", schemaPath: "#/properties/projects/additionalProperties/properties/id/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema11.properties.projects.additionalProperties.properties.id, data: data20 };
                  if (vErrors === null) {
                    vErrors = [err52];
                  } else {
                    vErrors.push(err52);
                  }
                  errors++;
                }
              } else {
                const err53 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/id", schemaPath: "#/properties/projects/additionalProperties/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.projects.additionalProperties.properties.id.type, parentSchema: schema11.properties.projects.additionalProperties.properties.id, data: data20 };
                if (vErrors === null) {
                  vErrors = [err53];
                } else {
                  vErrors.push(err53);
                }
                errors++;
              }
            }
            if (data19.policies !== void 0) {
              let data21 = data19.policies;
              if (!(data21 && typeof data21 == "object" && !Array.isArray(data21)) && data21 !== null) {
                const err54 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies", schemaPath: "#/properties/projects/additionalProperties/properties/policies/type", keyword: "type", params: { type: schema11.properties.projects.additionalProperties.properties.policies.type }, message: "must be object,null", schema: schema11.properties.projects.additionalProperties.properties.policies.type, parentSchema: schema11.properties.projects.additionalProperties.properties.policies, data: data21 };
                if (vErrors === null) {
                  vErrors = [err54];
                } else {
                  vErrors.push(err54);
                }
                errors++;
              }
              if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
                for (const key11 in data21) {
                  const _errs61 = errors;
                  if (typeof key11 === "string") {
                    if (func3(key11) > 255) {
                      const err55 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies", schemaPath: "#/properties/projects/additionalProperties/properties/policies/propertyNames/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.propertyNames, data: key11, propertyName: key11 };
                      if (vErrors === null) {
                        vErrors = [err55];
                      } else {
                        vErrors.push(err55);
                      }
                      errors++;
                    }
                    if (!pattern0.test(key11)) {
                      const err56 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies", schemaPath: "#/properties/projects/additionalProperties/properties/policies/propertyNames/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.projects.additionalProperties.properties.policies.propertyNames, data: key11, propertyName: key11 };
                      if (vErrors === null) {
                        vErrors = [err56];
                      } else {
                        vErrors.push(err56);
                      }
                      errors++;
                    }
                  } else {
                    const err57 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies", schemaPath: "#/properties/projects/additionalProperties/properties/policies/propertyNames/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.projects.additionalProperties.properties.policies.propertyNames.type, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.propertyNames, data: key11, propertyName: key11 };
                    if (vErrors === null) {
                      vErrors = [err57];
                    } else {
                      vErrors.push(err57);
                    }
                    errors++;
                  }
                  var valid21 = _errs61 === errors;
                  if (!valid21) {
                    const err58 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies", schemaPath: "#/properties/projects/additionalProperties/properties/policies/propertyNames", keyword: "propertyNames", params: { propertyName: key11 }, message: "property name must be valid", schema: schema11.properties.projects.additionalProperties.properties.policies.propertyNames, parentSchema: schema11.properties.projects.additionalProperties.properties.policies, data: data21 };
                    if (vErrors === null) {
                      vErrors = [err58];
                    } else {
                      vErrors.push(err58);
                    }
                    errors++;
                  }
                }
                for (const key12 in data21) {
                  let data22 = data21[key12];
                  if (!data22 || typeof data22 != "object") {
                    const err59 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/type", keyword: "type", params: { type: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.type }, message: "must be array,object", schema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.type, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties, data: data22 };
                    if (vErrors === null) {
                      vErrors = [err59];
                    } else {
                      vErrors.push(err59);
                    }
                    errors++;
                  }
                  const _errs66 = errors;
                  let valid23 = true;
                  const _errs67 = errors;
                  if (!Array.isArray(data22)) {
                    const err60 = {};
                    if (vErrors === null) {
                      vErrors = [err60];
                    } else {
                      vErrors.push(err60);
                    }
                    errors++;
                  }
                  var _valid1 = _errs67 === errors;
                  errors = _errs66;
                  if (vErrors !== null) {
                    if (_errs66) {
                      vErrors.length = _errs66;
                    } else {
                      vErrors = null;
                    }
                  }
                  let ifClause1;
                  if (_valid1) {
                    const _errs69 = errors;
                    if (Array.isArray(data22)) {
                      const len3 = data22.length;
                      for (let i6 = 0; i6 < len3; i6++) {
                        let data23 = data22[i6];
                        if (typeof data23 === "string") {
                          if (func3(data23) > 255) {
                            const err61 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i6, schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/then/items/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.then.items, data: data23 };
                            if (vErrors === null) {
                              vErrors = [err61];
                            } else {
                              vErrors.push(err61);
                            }
                            errors++;
                          }
                          if (!pattern0.test(data23)) {
                            const err62 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i6, schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/then/items/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.then.items, data: data23 };
                            if (vErrors === null) {
                              vErrors = [err62];
                            } else {
                              vErrors.push(err62);
                            }
                            errors++;
                          }
                        } else {
                          const err63 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i6, schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/then/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.then.items.type, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.then.items, data: data23 };
                          if (vErrors === null) {
                            vErrors = [err63];
                          } else {
                            vErrors.push(err63);
                          }
                          errors++;
                        }
                      }
                      let i7 = data22.length;
                      let j3;
                      if (i7 > 1) {
                        const indices3 = {};
                        for (; i7--; ) {
                          let item3 = data22[i7];
                          if (typeof item3 !== "string") {
                            continue;
                          }
                          if (typeof indices3[item3] == "number") {
                            j3 = indices3[item3];
                            const err64 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/then/uniqueItems", keyword: "uniqueItems", params: { i: i7, j: j3 }, message: "must NOT have duplicate items (items ## " + j3 + " and " + i7 + " are identical)", schema: true, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.then, data: data22 };
                            if (vErrors === null) {
                              vErrors = [err64];
                            } else {
                              vErrors.push(err64);
                            }
                            errors++;
                            break;
                          }
                          indices3[item3] = i7;
                        }
                      }
                    } else {
                      const err65 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/then/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.then.type, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.then, data: data22 };
                      if (vErrors === null) {
                        vErrors = [err65];
                      } else {
                        vErrors.push(err65);
                      }
                      errors++;
                    }
                    var _valid1 = _errs69 === errors;
                    valid23 = _valid1;
                    ifClause1 = "then";
                  } else {
                    const _errs73 = errors;
                    if (data22 && typeof data22 == "object" && !Array.isArray(data22)) {
                      if (data22.permissions === void 0) {
                        const err66 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/else/required", keyword: "required", params: { missingProperty: "permissions" }, message: "must have required property 'permissions'", schema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else.required, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else, data: data22 };
                        if (vErrors === null) {
                          vErrors = [err66];
                        } else {
                          vErrors.push(err66);
                        }
                        errors++;
                      }
                      for (const key13 in data22) {
                        if (!(key13 === "permissions" || key13 === "description")) {
                          const err67 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/else/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key13 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else, data: data22 };
                          if (vErrors === null) {
                            vErrors = [err67];
                          } else {
                            vErrors.push(err67);
                          }
                          errors++;
                        }
                      }
                      if (data22.permissions !== void 0) {
                        let data24 = data22.permissions;
                        if (Array.isArray(data24)) {
                          const len4 = data24.length;
                          for (let i8 = 0; i8 < len4; i8++) {
                            let data25 = data24[i8];
                            if (typeof data25 === "string") {
                              if (func3(data25) > 255) {
                                const err68 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1") + "/permissions/" + i8, schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/else/properties/permissions/items/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else.properties.permissions.items, data: data25 };
                                if (vErrors === null) {
                                  vErrors = [err68];
                                } else {
                                  vErrors.push(err68);
                                }
                                errors++;
                              }
                              if (!pattern0.test(data25)) {
                                const err69 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1") + "/permissions/" + i8, schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/else/properties/permissions/items/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else.properties.permissions.items, data: data25 };
                                if (vErrors === null) {
                                  vErrors = [err69];
                                } else {
                                  vErrors.push(err69);
                                }
                                errors++;
                              }
                            } else {
                              const err70 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1") + "/permissions/" + i8, schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/else/properties/permissions/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else.properties.permissions.items.type, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else.properties.permissions.items, data: data25 };
                              if (vErrors === null) {
                                vErrors = [err70];
                              } else {
                                vErrors.push(err70);
                              }
                              errors++;
                            }
                          }
                          let i9 = data24.length;
                          let j4;
                          if (i9 > 1) {
                            const indices4 = {};
                            for (; i9--; ) {
                              let item4 = data24[i9];
                              if (typeof item4 !== "string") {
                                continue;
                              }
                              if (typeof indices4[item4] == "number") {
                                j4 = indices4[item4];
                                const err71 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1") + "/permissions", schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/else/properties/permissions/uniqueItems", keyword: "uniqueItems", params: { i: i9, j: j4 }, message: "must NOT have duplicate items (items ## " + j4 + " and " + i9 + " are identical)", schema: true, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else.properties.permissions, data: data24 };
                                if (vErrors === null) {
                                  vErrors = [err71];
                                } else {
                                  vErrors.push(err71);
                                }
                                errors++;
                                break;
                              }
                              indices4[item4] = i9;
                            }
                          }
                        } else {
                          const err72 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1") + "/permissions", schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/else/properties/permissions/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else.properties.permissions.type, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else.properties.permissions, data: data24 };
                          if (vErrors === null) {
                            vErrors = [err72];
                          } else {
                            vErrors.push(err72);
                          }
                          errors++;
                        }
                      }
                      if (data22.description !== void 0) {
                        let data26 = data22.description;
                        if (typeof data26 !== "string" && data26 !== null) {
                          const err73 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1") + "/description", schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/else/properties/description/type", keyword: "type", params: { type: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else.properties.description.type }, message: "must be string,null", schema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else.properties.description.type, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else.properties.description, data: data26 };
                          if (vErrors === null) {
                            vErrors = [err73];
                          } else {
                            vErrors.push(err73);
                          }
                          errors++;
                        }
                        if (typeof data26 === "string") {
                          if (func3(data26) > 1e3) {
                            const err74 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1") + "/description", schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/else/properties/description/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters", schema: 1e3, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.else.properties.description, data: data26 };
                            if (vErrors === null) {
                              vErrors = [err74];
                            } else {
                              vErrors.push(err74);
                            }
                            errors++;
                          }
                        }
                      }
                    }
                    var _valid1 = _errs73 === errors;
                    valid23 = _valid1;
                    ifClause1 = "else";
                  }
                  if (!valid23) {
                    const err75 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/projects/additionalProperties/properties/policies/additionalProperties/if", keyword: "if", params: { failingKeyword: ifClause1 }, message: 'must match "' + ifClause1 + '" schema', schema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties.if, parentSchema: schema11.properties.projects.additionalProperties.properties.policies.additionalProperties, data: data22 };
                    if (vErrors === null) {
                      vErrors = [err75];
                    } else {
                      vErrors.push(err75);
                    }
                    errors++;
                  }
                }
              }
            }
            if (data19.roles !== void 0) {
              let data27 = data19.roles;
              if (!(data27 && typeof data27 == "object" && !Array.isArray(data27)) && data27 !== null) {
                const err76 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles", schemaPath: "#/properties/projects/additionalProperties/properties/roles/type", keyword: "type", params: { type: schema11.properties.projects.additionalProperties.properties.roles.type }, message: "must be object,null", schema: schema11.properties.projects.additionalProperties.properties.roles.type, parentSchema: schema11.properties.projects.additionalProperties.properties.roles, data: data27 };
                if (vErrors === null) {
                  vErrors = [err76];
                } else {
                  vErrors.push(err76);
                }
                errors++;
              }
              if (data27 && typeof data27 == "object" && !Array.isArray(data27)) {
                for (const key14 in data27) {
                  const _errs83 = errors;
                  if (typeof key14 === "string") {
                    if (func3(key14) > 255) {
                      const err77 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles", schemaPath: "#/properties/projects/additionalProperties/properties/roles/propertyNames/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.projects.additionalProperties.properties.roles.propertyNames, data: key14, propertyName: key14 };
                      if (vErrors === null) {
                        vErrors = [err77];
                      } else {
                        vErrors.push(err77);
                      }
                      errors++;
                    }
                    if (!pattern0.test(key14)) {
                      const err78 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles", schemaPath: "#/properties/projects/additionalProperties/properties/roles/propertyNames/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.projects.additionalProperties.properties.roles.propertyNames, data: key14, propertyName: key14 };
                      if (vErrors === null) {
                        vErrors = [err78];
                      } else {
                        vErrors.push(err78);
                      }
                      errors++;
                    }
                  } else {
                    const err79 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles", schemaPath: "#/properties/projects/additionalProperties/properties/roles/propertyNames/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.projects.additionalProperties.properties.roles.propertyNames.type, parentSchema: schema11.properties.projects.additionalProperties.properties.roles.propertyNames, data: key14, propertyName: key14 };
                    if (vErrors === null) {
                      vErrors = [err79];
                    } else {
                      vErrors.push(err79);
                    }
                    errors++;
                  }
                  var valid31 = _errs83 === errors;
                  if (!valid31) {
                    const err80 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles", schemaPath: "#/properties/projects/additionalProperties/properties/roles/propertyNames", keyword: "propertyNames", params: { propertyName: key14 }, message: "property name must be valid", schema: schema11.properties.projects.additionalProperties.properties.roles.propertyNames, parentSchema: schema11.properties.projects.additionalProperties.properties.roles, data: data27 };
                    if (vErrors === null) {
                      vErrors = [err80];
                    } else {
                      vErrors.push(err80);
                    }
                    errors++;
                  }
                }
                for (const key15 in data27) {
                  let data28 = data27[key15];
                  if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
                    if (data28.policies === void 0) {
                      const err81 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/projects/additionalProperties/properties/roles/additionalProperties/required", keyword: "required", params: { missingProperty: "policies" }, message: "must have required property 'policies'", schema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties.required, parentSchema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties, data: data28 };
                      if (vErrors === null) {
                        vErrors = [err81];
                      } else {
                        vErrors.push(err81);
                      }
                      errors++;
                    }
                    for (const key16 in data28) {
                      if (!(key16 === "policies" || key16 === "description")) {
                        const err82 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/projects/additionalProperties/properties/roles/additionalProperties/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key16 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties, data: data28 };
                        if (vErrors === null) {
                          vErrors = [err82];
                        } else {
                          vErrors.push(err82);
                        }
                        errors++;
                      }
                    }
                    if (data28.policies !== void 0) {
                      let data29 = data28.policies;
                      if (Array.isArray(data29)) {
                        const len5 = data29.length;
                        for (let i10 = 0; i10 < len5; i10++) {
                          let data30 = data29[i10];
                          if (typeof data30 === "string") {
                            if (func3(data30) > 255) {
                              const err83 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles/" + key15.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + i10, schemaPath: "#/properties/projects/additionalProperties/properties/roles/additionalProperties/properties/policies/items/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties.properties.policies.items, data: data30 };
                              if (vErrors === null) {
                                vErrors = [err83];
                              } else {
                                vErrors.push(err83);
                              }
                              errors++;
                            }
                            if (!pattern0.test(data30)) {
                              const err84 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles/" + key15.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + i10, schemaPath: "#/properties/projects/additionalProperties/properties/roles/additionalProperties/properties/policies/items/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties.properties.policies.items, data: data30 };
                              if (vErrors === null) {
                                vErrors = [err84];
                              } else {
                                vErrors.push(err84);
                              }
                              errors++;
                            }
                          } else {
                            const err85 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles/" + key15.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies/" + i10, schemaPath: "#/properties/projects/additionalProperties/properties/roles/additionalProperties/properties/policies/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties.properties.policies.items.type, parentSchema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties.properties.policies.items, data: data30 };
                            if (vErrors === null) {
                              vErrors = [err85];
                            } else {
                              vErrors.push(err85);
                            }
                            errors++;
                          }
                        }
                        let i11 = data29.length;
                        let j5;
                        if (i11 > 1) {
                          const indices5 = {};
                          for (; i11--; ) {
                            let item5 = data29[i11];
                            if (typeof item5 !== "string") {
                              continue;
                            }
                            if (typeof indices5[item5] == "number") {
                              j5 = indices5[item5];
                              const err86 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles/" + key15.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies", schemaPath: "#/properties/projects/additionalProperties/properties/roles/additionalProperties/properties/policies/uniqueItems", keyword: "uniqueItems", params: { i: i11, j: j5 }, message: "must NOT have duplicate items (items ## " + j5 + " and " + i11 + " are identical)", schema: true, parentSchema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties.properties.policies, data: data29 };
                              if (vErrors === null) {
                                vErrors = [err86];
                              } else {
                                vErrors.push(err86);
                              }
                              errors++;
                              break;
                            }
                            indices5[item5] = i11;
                          }
                        }
                      } else {
                        const err87 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles/" + key15.replace(/~/g, "~0").replace(/\//g, "~1") + "/policies", schemaPath: "#/properties/projects/additionalProperties/properties/roles/additionalProperties/properties/policies/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties.properties.policies.type, parentSchema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties.properties.policies, data: data29 };
                        if (vErrors === null) {
                          vErrors = [err87];
                        } else {
                          vErrors.push(err87);
                        }
                        errors++;
                      }
                    }
                    if (data28.description !== void 0) {
                      let data31 = data28.description;
                      if (typeof data31 !== "string" && data31 !== null) {
                        const err88 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles/" + key15.replace(/~/g, "~0").replace(/\//g, "~1") + "/description", schemaPath: "#/properties/projects/additionalProperties/properties/roles/additionalProperties/properties/description/type", keyword: "type", params: { type: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties.properties.description.type }, message: "must be string,null", schema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties.properties.description.type, parentSchema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties.properties.description, data: data31 };
                        if (vErrors === null) {
                          vErrors = [err88];
                        } else {
                          vErrors.push(err88);
                        }
                        errors++;
                      }
                      if (typeof data31 === "string") {
                        if (func3(data31) > 1e3) {
                          const err89 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles/" + key15.replace(/~/g, "~0").replace(/\//g, "~1") + "/description", schemaPath: "#/properties/projects/additionalProperties/properties/roles/additionalProperties/properties/description/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters", schema: 1e3, parentSchema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties.properties.description, data: data31 };
                          if (vErrors === null) {
                            vErrors = [err89];
                          } else {
                            vErrors.push(err89);
                          }
                          errors++;
                        }
                      }
                    }
                  } else {
                    const err90 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/roles/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/projects/additionalProperties/properties/roles/additionalProperties/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties.type, parentSchema: schema11.properties.projects.additionalProperties.properties.roles.additionalProperties, data: data28 };
                    if (vErrors === null) {
                      vErrors = [err90];
                    } else {
                      vErrors.push(err90);
                    }
                    errors++;
                  }
                }
              }
            }
            if (data19.members !== void 0) {
              let data32 = data19.members;
              if (!(data32 && typeof data32 == "object" && !Array.isArray(data32)) && data32 !== null) {
                const err91 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/members", schemaPath: "#/properties/projects/additionalProperties/properties/members/type", keyword: "type", params: { type: schema11.properties.projects.additionalProperties.properties.members.type }, message: "must be object,null", schema: schema11.properties.projects.additionalProperties.properties.members.type, parentSchema: schema11.properties.projects.additionalProperties.properties.members, data: data32 };
                if (vErrors === null) {
                  vErrors = [err91];
                } else {
                  vErrors.push(err91);
                }
                errors++;
              }
              if (data32 && typeof data32 == "object" && !Array.isArray(data32)) {
                for (const key17 in data32) {
                  let data33 = data32[key17];
                  if (typeof data33 !== "string") {
                    const err92 = { instancePath: instancePath + "/projects/" + key9.replace(/~/g, "~0").replace(/\//g, "~1") + "/members/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/projects/additionalProperties/properties/members/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.projects.additionalProperties.properties.members.additionalProperties.type, parentSchema: schema11.properties.projects.additionalProperties.properties.members.additionalProperties, data: data33 };
                    if (vErrors === null) {
                      vErrors = [err92];
                    } else {
                      vErrors.push(err92);
                    }
                    errors++;
                  }
                }
              }
            }
          }
        }
      }
    }
    if (data.renamed !== void 0) {
      let data34 = data.renamed;
      if (!Array.isArray(data34) && data34 !== null) {
        const err93 = { instancePath: instancePath + "/renamed", schemaPath: "#/properties/renamed/type", keyword: "type", params: { type: schema11.properties.renamed.type }, message: "must be array,null", schema: schema11.properties.renamed.type, parentSchema: schema11.properties.renamed, data: data34 };
        if (vErrors === null) {
          vErrors = [err93];
        } else {
          vErrors.push(err93);
        }
        errors++;
      }
      if (Array.isArray(data34)) {
        const len6 = data34.length;
        for (let i12 = 0; i12 < len6; i12++) {
          let data35 = data34[i12];
          const _errs104 = errors;
          let valid40 = true;
          const _errs105 = errors;
          if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
            let missing0;
            if (data35.policy === void 0 && (missing0 = "policy")) {
              const err94 = {};
              if (vErrors === null) {
                vErrors = [err94];
              } else {
                vErrors.push(err94);
              }
              errors++;
            }
          }
          var _valid2 = _errs105 === errors;
          errors = _errs104;
          if (vErrors !== null) {
            if (_errs104) {
              vErrors.length = _errs104;
            } else {
              vErrors = null;
            }
          }
          let ifClause2;
          if (_valid2) {
            const _errs106 = errors;
            const _errs107 = errors;
            const _errs108 = errors;
            if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
              let missing1;
              if (data35.role === void 0 && (missing1 = "role")) {
                const err95 = {};
                if (vErrors === null) {
                  vErrors = [err95];
                } else {
                  vErrors.push(err95);
                }
                errors++;
              }
            }
            var valid41 = _errs108 === errors;
            if (valid41) {
              const err96 = { instancePath: instancePath + "/renamed/" + i12, schemaPath: "#/properties/renamed/items/then/not", keyword: "not", params: {}, message: "must NOT be valid", schema: schema11.properties.renamed.items.then.not, parentSchema: schema11.properties.renamed.items.then, data: data35 };
              if (vErrors === null) {
                vErrors = [err96];
              } else {
                vErrors.push(err96);
              }
              errors++;
            } else {
              errors = _errs107;
              if (vErrors !== null) {
                if (_errs107) {
                  vErrors.length = _errs107;
                } else {
                  vErrors = null;
                }
              }
            }
            var _valid2 = _errs106 === errors;
            valid40 = _valid2;
            ifClause2 = "then";
          } else {
            const _errs109 = errors;
            if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
              if (data35.role === void 0) {
                const err97 = { instancePath: instancePath + "/renamed/" + i12, schemaPath: "#/properties/renamed/items/else/required", keyword: "required", params: { missingProperty: "role" }, message: "must have required property 'role'", schema: schema11.properties.renamed.items.else.required, parentSchema: schema11.properties.renamed.items.else, data: data35 };
                if (vErrors === null) {
                  vErrors = [err97];
                } else {
                  vErrors.push(err97);
                }
                errors++;
              }
            }
            var _valid2 = _errs109 === errors;
            valid40 = _valid2;
            ifClause2 = "else";
          }
          if (!valid40) {
            const err98 = { instancePath: instancePath + "/renamed/" + i12, schemaPath: "#/properties/renamed/items/if", keyword: "if", params: { failingKeyword: ifClause2 }, message: 'must match "' + ifClause2 + '" schema', schema: schema11.properties.renamed.items.if, parentSchema: schema11.properties.renamed.items, data: data35 };
            if (vErrors === null) {
              vErrors = [err98];
            } else {
              vErrors.push(err98);
            }
            errors++;
          }
          if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
            if (data35.from === void 0) {
              const err99 = { instancePath: instancePath + "/renamed/" + i12, schemaPath: "#/properties/renamed/items/required", keyword: "required", params: { missingProperty: "from" }, message: "must have required property 'from'", schema: schema11.properties.renamed.items.required, parentSchema: schema11.properties.renamed.items, data: data35 };
              if (vErrors === null) {
                vErrors = [err99];
              } else {
                vErrors.push(err99);
              }
              errors++;
            }
            for (const key18 in data35) {
              if (!(key18 === "role" || key18 === "policy" || key18 === "from" || key18 === "project")) {
                const err100 = { instancePath: instancePath + "/renamed/" + i12, schemaPath: "#/properties/renamed/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key18 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11.properties.renamed.items, data: data35 };
                if (vErrors === null) {
                  vErrors = [err100];
                } else {
                  vErrors.push(err100);
                }
                errors++;
              }
            }
            if (data35.role !== void 0) {
              let data36 = data35.role;
              if (typeof data36 === "string") {
                if (func3(data36) > 255) {
                  const err101 = { instancePath: instancePath + "/renamed/" + i12 + "/role", schemaPath: "#/properties/renamed/items/properties/role/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.renamed.items.properties.role, data: data36 };
                  if (vErrors === null) {
                    vErrors = [err101];
                  } else {
                    vErrors.push(err101);
                  }
                  errors++;
                }
                if (!pattern0.test(data36)) {
                  const err102 = { instancePath: instancePath + "/renamed/" + i12 + "/role", schemaPath: "#/properties/renamed/items/properties/role/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.renamed.items.properties.role, data: data36 };
                  if (vErrors === null) {
                    vErrors = [err102];
                  } else {
                    vErrors.push(err102);
                  }
                  errors++;
                }
              } else {
                const err103 = { instancePath: instancePath + "/renamed/" + i12 + "/role", schemaPath: "#/properties/renamed/items/properties/role/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.renamed.items.properties.role.type, parentSchema: schema11.properties.renamed.items.properties.role, data: data36 };
                if (vErrors === null) {
                  vErrors = [err103];
                } else {
                  vErrors.push(err103);
                }
                errors++;
              }
            }
            if (data35.policy !== void 0) {
              let data37 = data35.policy;
              if (typeof data37 === "string") {
                if (func3(data37) > 255) {
                  const err104 = { instancePath: instancePath + "/renamed/" + i12 + "/policy", schemaPath: "#/properties/renamed/items/properties/policy/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.renamed.items.properties.policy, data: data37 };
                  if (vErrors === null) {
                    vErrors = [err104];
                  } else {
                    vErrors.push(err104);
                  }
                  errors++;
                }
                if (!pattern0.test(data37)) {
                  const err105 = { instancePath: instancePath + "/renamed/" + i12 + "/policy", schemaPath: "#/properties/renamed/items/properties/policy/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.renamed.items.properties.policy, data: data37 };
                  if (vErrors === null) {
                    vErrors = [err105];
                  } else {
                    vErrors.push(err105);
                  }
                  errors++;
                }
              } else {
                const err106 = { instancePath: instancePath + "/renamed/" + i12 + "/policy", schemaPath: "#/properties/renamed/items/properties/policy/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.renamed.items.properties.policy.type, parentSchema: schema11.properties.renamed.items.properties.policy, data: data37 };
                if (vErrors === null) {
                  vErrors = [err106];
                } else {
                  vErrors.push(err106);
                }
                errors++;
              }
            }
            if (data35.from !== void 0) {
              let data38 = data35.from;
              if (typeof data38 === "string") {
                if (func3(data38) > 255) {
                  const err107 = { instancePath: instancePath + "/renamed/" + i12 + "/from", schemaPath: "#/properties/renamed/items/properties/from/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.renamed.items.properties.from, data: data38 };
                  if (vErrors === null) {
                    vErrors = [err107];
                  } else {
                    vErrors.push(err107);
                  }
                  errors++;
                }
                if (!pattern0.test(data38)) {
                  const err108 = { instancePath: instancePath + "/renamed/" + i12 + "/from", schemaPath: "#/properties/renamed/items/properties/from/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.renamed.items.properties.from, data: data38 };
                  if (vErrors === null) {
                    vErrors = [err108];
                  } else {
                    vErrors.push(err108);
                  }
                  errors++;
                }
              } else {
                const err109 = { instancePath: instancePath + "/renamed/" + i12 + "/from", schemaPath: "#/properties/renamed/items/properties/from/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.renamed.items.properties.from.type, parentSchema: schema11.properties.renamed.items.properties.from, data: data38 };
                if (vErrors === null) {
                  vErrors = [err109];
                } else {
                  vErrors.push(err109);
                }
                errors++;
              }
            }
            if (data35.project !== void 0) {
              let data39 = data35.project;
              if (typeof data39 === "string") {
                if (func3(data39) > 255) {
                  const err110 = { instancePath: instancePath + "/renamed/" + i12 + "/project", schemaPath: "#/properties/renamed/items/properties/project/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema11.properties.renamed.items.properties.project, data: data39 };
                  if (vErrors === null) {
                    vErrors = [err110];
                  } else {
                    vErrors.push(err110);
                  }
                  errors++;
                }
                if (!pattern0.test(data39)) {
                  const err111 = { instancePath: instancePath + "/renamed/" + i12 + "/project", schemaPath: "#/properties/renamed/items/properties/project/pattern", keyword: "pattern", params: { pattern: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$"', schema: "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$", parentSchema: schema11.properties.renamed.items.properties.project, data: data39 };
                  if (vErrors === null) {
                    vErrors = [err111];
                  } else {
                    vErrors.push(err111);
                  }
                  errors++;
                }
              } else {
                const err112 = { instancePath: instancePath + "/renamed/" + i12 + "/project", schemaPath: "#/properties/renamed/items/properties/project/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.renamed.items.properties.project.type, parentSchema: schema11.properties.renamed.items.properties.project, data: data39 };
                if (vErrors === null) {
                  vErrors = [err112];
                } else {
                  vErrors.push(err112);
                }
                errors++;
              }
            }
          } else {
            const err113 = { instancePath: instancePath + "/renamed/" + i12, schemaPath: "#/properties/renamed/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.renamed.items.type, parentSchema: schema11.properties.renamed.items, data: data35 };
            if (vErrors === null) {
              vErrors = [err113];
            } else {
              vErrors.push(err113);
            }
            errors++;
          }
        }
      }
    }
    if (data.rules !== void 0) {
      let data40 = data.rules;
      if (!Array.isArray(data40) && data40 !== null) {
        const err114 = { instancePath: instancePath + "/rules", schemaPath: "#/properties/rules/type", keyword: "type", params: { type: schema11.properties.rules.type }, message: "must be array,null", schema: schema11.properties.rules.type, parentSchema: schema11.properties.rules, data: data40 };
        if (vErrors === null) {
          vErrors = [err114];
        } else {
          vErrors.push(err114);
        }
        errors++;
      }
      if (Array.isArray(data40)) {
        const len7 = data40.length;
        for (let i13 = 0; i13 < len7; i13++) {
          let data41 = data40[i13];
          if (!(data41 && typeof data41 == "object" && !Array.isArray(data41))) {
            const err115 = { instancePath: instancePath + "/rules/" + i13, schemaPath: "#/properties/rules/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.rules.items.type, parentSchema: schema11.properties.rules.items, data: data41 };
            if (vErrors === null) {
              vErrors = [err115];
            } else {
              vErrors.push(err115);
            }
            errors++;
          }
          const _errs123 = errors;
          let valid45 = true;
          const _errs124 = errors;
          if (data41 && typeof data41 == "object" && !Array.isArray(data41)) {
            let missing2;
            if (data41.who === void 0 && (missing2 = "who")) {
              const err116 = {};
              if (vErrors === null) {
                vErrors = [err116];
              } else {
                vErrors.push(err116);
              }
              errors++;
            }
          }
          var _valid3 = _errs124 === errors;
          errors = _errs123;
          if (vErrors !== null) {
            if (_errs123) {
              vErrors.length = _errs123;
            } else {
              vErrors = null;
            }
          }
          let ifClause3;
          if (_valid3) {
            const _errs125 = errors;
            if (data41 && typeof data41 == "object" && !Array.isArray(data41)) {
              if (data41.never === void 0) {
                const err117 = { instancePath: instancePath + "/rules/" + i13, schemaPath: "#/properties/rules/items/then/required", keyword: "required", params: { missingProperty: "never" }, message: "must have required property 'never'", schema: schema11.properties.rules.items.then.required, parentSchema: schema11.properties.rules.items.then, data: data41 };
                if (vErrors === null) {
                  vErrors = [err117];
                } else {
                  vErrors.push(err117);
                }
                errors++;
              }
              for (const key19 in data41) {
                if (!(key19 === "who" || key19 === "never" || key19 === "in")) {
                  const err118 = { instancePath: instancePath + "/rules/" + i13, schemaPath: "#/properties/rules/items/then/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key19 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11.properties.rules.items.then, data: data41 };
                  if (vErrors === null) {
                    vErrors = [err118];
                  } else {
                    vErrors.push(err118);
                  }
                  errors++;
                }
              }
              if (data41.who !== void 0) {
                let data42 = data41.who;
                if (typeof data42 === "string") {
                  if (func3(data42) < 1) {
                    const err119 = { instancePath: instancePath + "/rules/" + i13 + "/who", schemaPath: "#/properties/rules/items/then/properties/who/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema11.properties.rules.items.then.properties.who, data: data42 };
                    if (vErrors === null) {
                      vErrors = [err119];
                    } else {
                      vErrors.push(err119);
                    }
                    errors++;
                  }
                } else {
                  const err120 = { instancePath: instancePath + "/rules/" + i13 + "/who", schemaPath: "#/properties/rules/items/then/properties/who/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.rules.items.then.properties.who.type, parentSchema: schema11.properties.rules.items.then.properties.who, data: data42 };
                  if (vErrors === null) {
                    vErrors = [err120];
                  } else {
                    vErrors.push(err120);
                  }
                  errors++;
                }
              }
              if (data41.never !== void 0) {
                let data43 = data41.never;
                if (Array.isArray(data43)) {
                  if (data43.length < 1) {
                    const err121 = { instancePath: instancePath + "/rules/" + i13 + "/never", schemaPath: "#/properties/rules/items/then/properties/never/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema11.properties.rules.items.then.properties.never, data: data43 };
                    if (vErrors === null) {
                      vErrors = [err121];
                    } else {
                      vErrors.push(err121);
                    }
                    errors++;
                  }
                  const len8 = data43.length;
                  for (let i14 = 0; i14 < len8; i14++) {
                    let data44 = data43[i14];
                    if (typeof data44 === "string") {
                      if (func3(data44) < 1) {
                        const err122 = { instancePath: instancePath + "/rules/" + i13 + "/never/" + i14, schemaPath: "#/properties/rules/items/then/properties/never/items/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema11.properties.rules.items.then.properties.never.items, data: data44 };
                        if (vErrors === null) {
                          vErrors = [err122];
                        } else {
                          vErrors.push(err122);
                        }
                        errors++;
                      }
                    } else {
                      const err123 = { instancePath: instancePath + "/rules/" + i13 + "/never/" + i14, schemaPath: "#/properties/rules/items/then/properties/never/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.rules.items.then.properties.never.items.type, parentSchema: schema11.properties.rules.items.then.properties.never.items, data: data44 };
                      if (vErrors === null) {
                        vErrors = [err123];
                      } else {
                        vErrors.push(err123);
                      }
                      errors++;
                    }
                  }
                } else {
                  const err124 = { instancePath: instancePath + "/rules/" + i13 + "/never", schemaPath: "#/properties/rules/items/then/properties/never/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.rules.items.then.properties.never.type, parentSchema: schema11.properties.rules.items.then.properties.never, data: data43 };
                  if (vErrors === null) {
                    vErrors = [err124];
                  } else {
                    vErrors.push(err124);
                  }
                  errors++;
                }
              }
              if (data41.in !== void 0) {
                let data45 = data41.in;
                if (typeof data45 !== "string") {
                  const err125 = { instancePath: instancePath + "/rules/" + i13 + "/in", schemaPath: "#/properties/rules/items/then/properties/in/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.rules.items.then.properties.in.type, parentSchema: schema11.properties.rules.items.then.properties.in, data: data45 };
                  if (vErrors === null) {
                    vErrors = [err125];
                  } else {
                    vErrors.push(err125);
                  }
                  errors++;
                }
              }
            }
            var _valid3 = _errs125 === errors;
            valid45 = _valid3;
            ifClause3 = "then";
          } else {
            const _errs135 = errors;
            const _errs136 = errors;
            let valid49 = true;
            const _errs137 = errors;
            const _errs138 = errors;
            const _errs139 = errors;
            if (data41 && typeof data41 == "object" && !Array.isArray(data41)) {
              let missing3;
              if (data41.atMost === void 0 && (missing3 = "atMost")) {
                const err126 = {};
                if (vErrors === null) {
                  vErrors = [err126];
                } else {
                  vErrors.push(err126);
                }
                errors++;
              }
            }
            var valid50 = _errs139 === errors;
            if (valid50) {
              const err127 = {};
              if (vErrors === null) {
                vErrors = [err127];
              } else {
                vErrors.push(err127);
              }
              errors++;
            } else {
              errors = _errs138;
              if (vErrors !== null) {
                if (_errs138) {
                  vErrors.length = _errs138;
                } else {
                  vErrors = null;
                }
              }
            }
            var _valid4 = _errs137 === errors;
            errors = _errs136;
            if (vErrors !== null) {
              if (_errs136) {
                vErrors.length = _errs136;
              } else {
                vErrors = null;
              }
            }
            if (_valid4) {
              const _errs140 = errors;
              if (data41 && typeof data41 == "object" && !Array.isArray(data41)) {
                if (data41.atLeast === void 0) {
                  const err128 = { instancePath: instancePath + "/rules/" + i13, schemaPath: "#/properties/rules/items/else/then/required", keyword: "required", params: { missingProperty: "atLeast" }, message: "must have required property 'atLeast'", schema: schema11.properties.rules.items.else.then.required, parentSchema: schema11.properties.rules.items.else.then, data: data41 };
                  if (vErrors === null) {
                    vErrors = [err128];
                  } else {
                    vErrors.push(err128);
                  }
                  errors++;
                }
              }
              var _valid4 = _errs140 === errors;
              valid49 = _valid4;
            }
            if (!valid49) {
              const err129 = { instancePath: instancePath + "/rules/" + i13, schemaPath: "#/properties/rules/items/else/if", keyword: "if", params: { failingKeyword: "then" }, message: 'must match "then" schema', schema: schema11.properties.rules.items.else.if, parentSchema: schema11.properties.rules.items.else, data: data41 };
              if (vErrors === null) {
                vErrors = [err129];
              } else {
                vErrors.push(err129);
              }
              errors++;
            }
            if (data41 && typeof data41 == "object" && !Array.isArray(data41)) {
              if (data41.permission === void 0) {
                const err130 = { instancePath: instancePath + "/rules/" + i13, schemaPath: "#/properties/rules/items/else/required", keyword: "required", params: { missingProperty: "permission" }, message: "must have required property 'permission'", schema: schema11.properties.rules.items.else.required, parentSchema: schema11.properties.rules.items.else, data: data41 };
                if (vErrors === null) {
                  vErrors = [err130];
                } else {
                  vErrors.push(err130);
                }
                errors++;
              }
              for (const key20 in data41) {
                if (!(key20 === "permission" || key20 === "atLeast" || key20 === "atMost" || key20 === "in")) {
                  const err131 = { instancePath: instancePath + "/rules/" + i13, schemaPath: "#/properties/rules/items/else/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key20 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11.properties.rules.items.else, data: data41 };
                  if (vErrors === null) {
                    vErrors = [err131];
                  } else {
                    vErrors.push(err131);
                  }
                  errors++;
                }
              }
              if (data41.permission !== void 0) {
                let data46 = data41.permission;
                if (typeof data46 === "string") {
                  if (func3(data46) < 1) {
                    const err132 = { instancePath: instancePath + "/rules/" + i13 + "/permission", schemaPath: "#/properties/rules/items/else/properties/permission/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema11.properties.rules.items.else.properties.permission, data: data46 };
                    if (vErrors === null) {
                      vErrors = [err132];
                    } else {
                      vErrors.push(err132);
                    }
                    errors++;
                  }
                } else {
                  const err133 = { instancePath: instancePath + "/rules/" + i13 + "/permission", schemaPath: "#/properties/rules/items/else/properties/permission/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.rules.items.else.properties.permission.type, parentSchema: schema11.properties.rules.items.else.properties.permission, data: data46 };
                  if (vErrors === null) {
                    vErrors = [err133];
                  } else {
                    vErrors.push(err133);
                  }
                  errors++;
                }
              }
              if (data41.atLeast !== void 0) {
                let data47 = data41.atLeast;
                if (!(typeof data47 == "number" && (!(data47 % 1) && !isNaN(data47)) && isFinite(data47))) {
                  const err134 = { instancePath: instancePath + "/rules/" + i13 + "/atLeast", schemaPath: "#/properties/rules/items/else/properties/atLeast/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.rules.items.else.properties.atLeast.type, parentSchema: schema11.properties.rules.items.else.properties.atLeast, data: data47 };
                  if (vErrors === null) {
                    vErrors = [err134];
                  } else {
                    vErrors.push(err134);
                  }
                  errors++;
                }
                if (typeof data47 == "number" && isFinite(data47)) {
                  if (data47 < 0 || isNaN(data47)) {
                    const err135 = { instancePath: instancePath + "/rules/" + i13 + "/atLeast", schemaPath: "#/properties/rules/items/else/properties/atLeast/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema11.properties.rules.items.else.properties.atLeast, data: data47 };
                    if (vErrors === null) {
                      vErrors = [err135];
                    } else {
                      vErrors.push(err135);
                    }
                    errors++;
                  }
                }
              }
              if (data41.atMost !== void 0) {
                let data48 = data41.atMost;
                if (!(typeof data48 == "number" && (!(data48 % 1) && !isNaN(data48)) && isFinite(data48))) {
                  const err136 = { instancePath: instancePath + "/rules/" + i13 + "/atMost", schemaPath: "#/properties/rules/items/else/properties/atMost/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema11.properties.rules.items.else.properties.atMost.type, parentSchema: schema11.properties.rules.items.else.properties.atMost, data: data48 };
                  if (vErrors === null) {
                    vErrors = [err136];
                  } else {
                    vErrors.push(err136);
                  }
                  errors++;
                }
                if (typeof data48 == "number" && isFinite(data48)) {
                  if (data48 < 0 || isNaN(data48)) {
                    const err137 = { instancePath: instancePath + "/rules/" + i13 + "/atMost", schemaPath: "#/properties/rules/items/else/properties/atMost/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema11.properties.rules.items.else.properties.atMost, data: data48 };
                    if (vErrors === null) {
                      vErrors = [err137];
                    } else {
                      vErrors.push(err137);
                    }
                    errors++;
                  }
                }
              }
              if (data41.in !== void 0) {
                let data49 = data41.in;
                if (typeof data49 !== "string") {
                  const err138 = { instancePath: instancePath + "/rules/" + i13 + "/in", schemaPath: "#/properties/rules/items/else/properties/in/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.rules.items.else.properties.in.type, parentSchema: schema11.properties.rules.items.else.properties.in, data: data49 };
                  if (vErrors === null) {
                    vErrors = [err138];
                  } else {
                    vErrors.push(err138);
                  }
                  errors++;
                }
              }
            }
            var _valid3 = _errs135 === errors;
            valid45 = _valid3;
            ifClause3 = "else";
          }
          if (!valid45) {
            const err139 = { instancePath: instancePath + "/rules/" + i13, schemaPath: "#/properties/rules/items/if", keyword: "if", params: { failingKeyword: ifClause3 }, message: 'must match "' + ifClause3 + '" schema', schema: schema11.properties.rules.items.if, parentSchema: schema11.properties.rules.items, data: data41 };
            if (vErrors === null) {
              vErrors = [err139];
            } else {
              vErrors.push(err139);
            }
            errors++;
          }
        }
      }
    }
    if (data.builtInRoles !== void 0) {
      let data50 = data.builtInRoles;
      if (data50 && typeof data50 == "object" && !Array.isArray(data50)) {
        for (const key21 in data50) {
          let data51 = data50[key21];
          if (Array.isArray(data51)) {
            const len9 = data51.length;
            for (let i15 = 0; i15 < len9; i15++) {
              let data52 = data51[i15];
              if (typeof data52 === "string") {
                if (func3(data52) < 1) {
                  const err140 = { instancePath: instancePath + "/builtInRoles/" + key21.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i15, schemaPath: "#/properties/builtInRoles/additionalProperties/items/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema11.properties.builtInRoles.additionalProperties.items, data: data52 };
                  if (vErrors === null) {
                    vErrors = [err140];
                  } else {
                    vErrors.push(err140);
                  }
                  errors++;
                }
              } else {
                const err141 = { instancePath: instancePath + "/builtInRoles/" + key21.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i15, schemaPath: "#/properties/builtInRoles/additionalProperties/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.builtInRoles.additionalProperties.items.type, parentSchema: schema11.properties.builtInRoles.additionalProperties.items, data: data52 };
                if (vErrors === null) {
                  vErrors = [err141];
                } else {
                  vErrors.push(err141);
                }
                errors++;
              }
            }
          } else {
            const err142 = { instancePath: instancePath + "/builtInRoles/" + key21.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/builtInRoles/additionalProperties/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.builtInRoles.additionalProperties.type, parentSchema: schema11.properties.builtInRoles.additionalProperties, data: data51 };
            if (vErrors === null) {
              vErrors = [err142];
            } else {
              vErrors.push(err142);
            }
            errors++;
          }
        }
      } else {
        const err143 = { instancePath: instancePath + "/builtInRoles", schemaPath: "#/properties/builtInRoles/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.builtInRoles.type, parentSchema: schema11.properties.builtInRoles, data: data50 };
        if (vErrors === null) {
          vErrors = [err143];
        } else {
          vErrors.push(err143);
        }
        errors++;
      }
    }
  } else {
    const err144 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.type, parentSchema: schema11, data };
    if (vErrors === null) {
      vErrors = [err144];
    } else {
      vErrors.push(err144);
    }
    errors++;
  }
  validate10.errors = vErrors;
  return errors === 0;
}
export {
  validateConfig
};
