// @ts-nocheck
/** Generated from spec/openapi.yaml by Ajv. Do not edit: run `pnpm generate`. */
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

// ../../node_modules/.pnpm/fast-deep-equal@3.1.3/node_modules/fast-deep-equal/index.js
var require_fast_deep_equal = __commonJS({
  "../../node_modules/.pnpm/fast-deep-equal@3.1.3/node_modules/fast-deep-equal/index.js"(exports, module) {
    "use strict";
    module.exports = function equal(a, b) {
      if (a === b) return true;
      if (a && b && typeof a == "object" && typeof b == "object") {
        if (a.constructor !== b.constructor) return false;
        var length, i, keys;
        if (Array.isArray(a)) {
          length = a.length;
          if (length != b.length) return false;
          for (i = length; i-- !== 0; )
            if (!equal(a[i], b[i])) return false;
          return true;
        }
        if (a.constructor === RegExp) return a.source === b.source && a.flags === b.flags;
        if (a.valueOf !== Object.prototype.valueOf) return a.valueOf() === b.valueOf();
        if (a.toString !== Object.prototype.toString) return a.toString() === b.toString();
        keys = Object.keys(a);
        length = keys.length;
        if (length !== Object.keys(b).length) return false;
        for (i = length; i-- !== 0; )
          if (!Object.prototype.hasOwnProperty.call(b, keys[i])) return false;
        for (i = length; i-- !== 0; ) {
          var key = keys[i];
          if (!equal(a[key], b[key])) return false;
        }
        return true;
      }
      return a !== a && b !== b;
    };
  }
});

// ../../node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/equal.js
var require_equal = __commonJS({
  "../../node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/equal.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    var equal = require_fast_deep_equal();
    equal.code = 'require("ajv/dist/runtime/equal").default';
    exports.default = equal;
  }
});

// <stdin>
var updateOrganizationBody = validate20;
var func1 = require_ucs2length().default;
var pattern4 = new RegExp("^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x08\\x0e-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$", "u");
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.name === void 0 && (missing0 = "name")) {
        validate20.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "name")) {
            validate20.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.name !== void 0) {
            let data0 = data.name;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (func1(data0) > 255) {
                  validate20.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters" }];
                  return false;
                } else {
                  if (func1(data0) < 1) {
                    validate20.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                    return false;
                  } else {
                    if (!pattern4.test(data0)) {
                      validate20.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/pattern", keyword: "pattern", params: { pattern: "^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x08\\x0e-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$" }, message: 'must match pattern "^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x08\\x0e-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$"' }];
                      return false;
                    }
                  }
                }
              } else {
                validate20.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
          }
        }
      }
    } else {
      validate20.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var createOrganizationPolicyBody = validate22;
var schema34 = { "$id": "createOrganizationPolicyBody", "description": "Fields of an organization or project policy.", "type": "object", "required": ["name", "permissionIds"], "properties": { "name": { "description": "Name of the policy.", "$ref": "description#/components/schemas/Name" }, "permissionIds": { "description": "IDs of the permissions that the policy grants. *Unofficial:* The IDs must be distinct, and each must be the ID of a\npermission. The list may be empty. As in version 2, a permission of the other scope is stored and has no effect.", "type": "array", "maxItems": 500, "uniqueItems": true, "x-unofficial": ["maxItems", "uniqueItems"], "items": { "$ref": "description#/components/schemas/Id" }, "examples": [["perm-uuid-1", "perm-uuid-2"]] }, "description": { "description": "Description of the policy. *Unofficial:* As in version 2, an omitted description is `null` on create and keeps its\nvalue on update, where `null` clears it.", "type": ["string", "null"], "maxLength": 1e3, "pattern": "^[^\\x00]*$", "x-unofficial": ["maxLength", "pattern"], "examples": ["Grants access to billing settings"] } }, "additionalProperties": false, "x-unofficial": ["additionalProperties"] };
var func0 = require_equal().default;
var pattern6 = new RegExp("^[!-~]+$", "u");
var pattern7 = new RegExp("^[^\\x00]*$", "u");
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate22.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.name === void 0 && (missing0 = "name") || data.permissionIds === void 0 && (missing0 = "permissionIds")) {
        validate22.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "name" || key0 === "permissionIds" || key0 === "description")) {
            validate22.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.name !== void 0) {
            let data0 = data.name;
            const _errs2 = errors;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (func1(data0) > 255) {
                  validate22.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters" }];
                  return false;
                } else {
                  if (func1(data0) < 1) {
                    validate22.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                    return false;
                  } else {
                    if (!pattern4.test(data0)) {
                      validate22.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/pattern", keyword: "pattern", params: { pattern: "^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x08\\x0e-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$" }, message: 'must match pattern "^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x08\\x0e-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$"' }];
                      return false;
                    }
                  }
                }
              } else {
                validate22.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.permissionIds !== void 0) {
              let data1 = data.permissionIds;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (Array.isArray(data1)) {
                  if (data1.length > 500) {
                    validate22.errors = [{ instancePath: instancePath + "/permissionIds", schemaPath: "#/properties/permissionIds/maxItems", keyword: "maxItems", params: { limit: 500 }, message: "must NOT have more than 500 items" }];
                    return false;
                  } else {
                    var valid2 = true;
                    const len0 = data1.length;
                    for (let i0 = 0; i0 < len0; i0++) {
                      let data2 = data1[i0];
                      const _errs7 = errors;
                      const _errs8 = errors;
                      if (errors === _errs8) {
                        if (typeof data2 === "string") {
                          if (func1(data2) > 128) {
                            validate22.errors = [{ instancePath: instancePath + "/permissionIds/" + i0, schemaPath: "description#/components/schemas/Id/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                            return false;
                          } else {
                            if (func1(data2) < 1) {
                              validate22.errors = [{ instancePath: instancePath + "/permissionIds/" + i0, schemaPath: "description#/components/schemas/Id/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                              return false;
                            } else {
                              if (!pattern6.test(data2)) {
                                validate22.errors = [{ instancePath: instancePath + "/permissionIds/" + i0, schemaPath: "description#/components/schemas/Id/pattern", keyword: "pattern", params: { pattern: "^[!-~]+$" }, message: 'must match pattern "^[!-~]+$"' }];
                                return false;
                              }
                            }
                          }
                        } else {
                          validate22.errors = [{ instancePath: instancePath + "/permissionIds/" + i0, schemaPath: "description#/components/schemas/Id/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                          return false;
                        }
                      }
                      var valid2 = _errs7 === errors;
                      if (!valid2) {
                        break;
                      }
                    }
                    if (valid2) {
                      let i1 = data1.length;
                      let j0;
                      if (i1 > 1) {
                        outer0: for (; i1--; ) {
                          for (j0 = i1; j0--; ) {
                            if (func0(data1[i1], data1[j0])) {
                              validate22.errors = [{ instancePath: instancePath + "/permissionIds", schemaPath: "#/properties/permissionIds/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i1 + " are identical)" }];
                              return false;
                              break outer0;
                            }
                          }
                        }
                      }
                    }
                  }
                } else {
                  validate22.errors = [{ instancePath: instancePath + "/permissionIds", schemaPath: "#/properties/permissionIds/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                  return false;
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.description !== void 0) {
                let data3 = data.description;
                const _errs10 = errors;
                if (typeof data3 !== "string" && data3 !== null) {
                  validate22.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/type", keyword: "type", params: { type: schema34.properties.description.type }, message: "must be string,null" }];
                  return false;
                }
                if (errors === _errs10) {
                  if (typeof data3 === "string") {
                    if (func1(data3) > 1e3) {
                      validate22.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" }];
                      return false;
                    } else {
                      if (!pattern7.test(data3)) {
                        validate22.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/pattern", keyword: "pattern", params: { pattern: "^[^\\x00]*$" }, message: 'must match pattern "^[^\\x00]*$"' }];
                        return false;
                      }
                    }
                  }
                }
                var valid0 = _errs10 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate22.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate22.errors = vErrors;
  return errors === 0;
}
validate22.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var updateOrganizationPolicyPath = validate23;
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate23.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.policyId === void 0 && (missing0 = "policyId")) {
        validate23.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.policyId !== void 0) {
          let data0 = data.policyId;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (func1(data0) > 128) {
                validate23.errors = [{ instancePath: instancePath + "/policyId", schemaPath: "#/properties/policyId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                return false;
              } else {
                if (func1(data0) < 1) {
                  validate23.errors = [{ instancePath: instancePath + "/policyId", schemaPath: "#/properties/policyId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                } else {
                  if (!pattern6.test(data0)) {
                    validate23.errors = [{ instancePath: instancePath + "/policyId", schemaPath: "#/properties/policyId/pattern", keyword: "pattern", params: { pattern: "^[!-~]+$" }, message: 'must match pattern "^[!-~]+$"' }];
                    return false;
                  }
                }
              }
            } else {
              validate23.errors = [{ instancePath: instancePath + "/policyId", schemaPath: "#/properties/policyId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
          }
        }
      }
    } else {
      validate23.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate23.errors = vErrors;
  return errors === 0;
}
validate23.evaluated = { "props": { "policyId": true }, "dynamicProps": false, "dynamicItems": false };
var createOrganizationRoleBody = validate24;
var schema38 = { "$id": "createOrganizationRoleBody", "description": "Fields of an organization or project role.", "type": "object", "required": ["name", "policyIds"], "properties": { "name": { "description": "Name of the role. Must not be the name of a built-in role.", "$ref": "description#/components/schemas/Name" }, "policyIds": { "description": "IDs of the policies that make up the role. *Unofficial:* The IDs must be distinct and belong to the scope of the\nrole. The list may be empty.", "type": "array", "maxItems": 100, "uniqueItems": true, "x-unofficial": ["maxItems", "uniqueItems"], "items": { "$ref": "description#/components/schemas/Id" }, "examples": [["policy-uuid-2"]] }, "description": { "description": "Description of the role. *Unofficial:* As in version 2, an omitted description is `null` on create and keeps its\nvalue on update, where `null` clears it.", "type": ["string", "null"], "maxLength": 1e3, "pattern": "^[^\\x00]*$", "x-unofficial": ["maxLength", "pattern"], "examples": ["Can manage billing only"] } }, "additionalProperties": false, "x-unofficial": ["additionalProperties"] };
function validate24(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate24.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.name === void 0 && (missing0 = "name") || data.policyIds === void 0 && (missing0 = "policyIds")) {
        validate24.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "name" || key0 === "policyIds" || key0 === "description")) {
            validate24.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.name !== void 0) {
            let data0 = data.name;
            const _errs2 = errors;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (func1(data0) > 255) {
                  validate24.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters" }];
                  return false;
                } else {
                  if (func1(data0) < 1) {
                    validate24.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                    return false;
                  } else {
                    if (!pattern4.test(data0)) {
                      validate24.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/pattern", keyword: "pattern", params: { pattern: "^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x08\\x0e-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$" }, message: 'must match pattern "^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x08\\x0e-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$"' }];
                      return false;
                    }
                  }
                }
              } else {
                validate24.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.policyIds !== void 0) {
              let data1 = data.policyIds;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (Array.isArray(data1)) {
                  if (data1.length > 100) {
                    validate24.errors = [{ instancePath: instancePath + "/policyIds", schemaPath: "#/properties/policyIds/maxItems", keyword: "maxItems", params: { limit: 100 }, message: "must NOT have more than 100 items" }];
                    return false;
                  } else {
                    var valid2 = true;
                    const len0 = data1.length;
                    for (let i0 = 0; i0 < len0; i0++) {
                      let data2 = data1[i0];
                      const _errs7 = errors;
                      const _errs8 = errors;
                      if (errors === _errs8) {
                        if (typeof data2 === "string") {
                          if (func1(data2) > 128) {
                            validate24.errors = [{ instancePath: instancePath + "/policyIds/" + i0, schemaPath: "description#/components/schemas/Id/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                            return false;
                          } else {
                            if (func1(data2) < 1) {
                              validate24.errors = [{ instancePath: instancePath + "/policyIds/" + i0, schemaPath: "description#/components/schemas/Id/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                              return false;
                            } else {
                              if (!pattern6.test(data2)) {
                                validate24.errors = [{ instancePath: instancePath + "/policyIds/" + i0, schemaPath: "description#/components/schemas/Id/pattern", keyword: "pattern", params: { pattern: "^[!-~]+$" }, message: 'must match pattern "^[!-~]+$"' }];
                                return false;
                              }
                            }
                          }
                        } else {
                          validate24.errors = [{ instancePath: instancePath + "/policyIds/" + i0, schemaPath: "description#/components/schemas/Id/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                          return false;
                        }
                      }
                      var valid2 = _errs7 === errors;
                      if (!valid2) {
                        break;
                      }
                    }
                    if (valid2) {
                      let i1 = data1.length;
                      let j0;
                      if (i1 > 1) {
                        outer0: for (; i1--; ) {
                          for (j0 = i1; j0--; ) {
                            if (func0(data1[i1], data1[j0])) {
                              validate24.errors = [{ instancePath: instancePath + "/policyIds", schemaPath: "#/properties/policyIds/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, message: "must NOT have duplicate items (items ## " + j0 + " and " + i1 + " are identical)" }];
                              return false;
                              break outer0;
                            }
                          }
                        }
                      }
                    }
                  }
                } else {
                  validate24.errors = [{ instancePath: instancePath + "/policyIds", schemaPath: "#/properties/policyIds/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                  return false;
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.description !== void 0) {
                let data3 = data.description;
                const _errs10 = errors;
                if (typeof data3 !== "string" && data3 !== null) {
                  validate24.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/type", keyword: "type", params: { type: schema38.properties.description.type }, message: "must be string,null" }];
                  return false;
                }
                if (errors === _errs10) {
                  if (typeof data3 === "string") {
                    if (func1(data3) > 1e3) {
                      validate24.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" }];
                      return false;
                    } else {
                      if (!pattern7.test(data3)) {
                        validate24.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/pattern", keyword: "pattern", params: { pattern: "^[^\\x00]*$" }, message: 'must match pattern "^[^\\x00]*$"' }];
                        return false;
                      }
                    }
                  }
                }
                var valid0 = _errs10 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate24.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate24.errors = vErrors;
  return errors === 0;
}
validate24.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var updateOrganizationRolePath = validate25;
function validate25(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate25.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.roleId === void 0 && (missing0 = "roleId")) {
        validate25.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.roleId !== void 0) {
          let data0 = data.roleId;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (func1(data0) > 128) {
                validate25.errors = [{ instancePath: instancePath + "/roleId", schemaPath: "#/properties/roleId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                return false;
              } else {
                if (func1(data0) < 1) {
                  validate25.errors = [{ instancePath: instancePath + "/roleId", schemaPath: "#/properties/roleId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                } else {
                  if (!pattern6.test(data0)) {
                    validate25.errors = [{ instancePath: instancePath + "/roleId", schemaPath: "#/properties/roleId/pattern", keyword: "pattern", params: { pattern: "^[!-~]+$" }, message: 'must match pattern "^[!-~]+$"' }];
                    return false;
                  }
                }
              }
            } else {
              validate25.errors = [{ instancePath: instancePath + "/roleId", schemaPath: "#/properties/roleId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
          }
        }
      }
    } else {
      validate25.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate25.errors = vErrors;
  return errors === 0;
}
validate25.evaluated = { "props": { "roleId": true }, "dynamicProps": false, "dynamicItems": false };
var createProjectBody = validate26;
var schema42 = { "$id": "createProjectBody", "description": "Fields of a new project.", "type": "object", "required": ["name"], "properties": { "name": { "description": "Name of the project.", "$ref": "description#/components/schemas/Name" }, "description": { "description": "Description of the project. *Unofficial:* An omitted description is stored as `null`.", "type": ["string", "null"], "maxLength": 1e3, "pattern": "^[^\\x00]*$", "x-unofficial": ["maxLength", "pattern"], "examples": ["Evaluates the assistant in our shop"] }, "email": { "description": "Email address of an existing member of the organization, who becomes the Owner of the project.", "type": "string", "format": "email", "minLength": 3, "maxLength": 254, "x-unofficial": ["minLength", "maxLength"], "examples": ["ada@fernhill.example"] } }, "additionalProperties": false, "x-unofficial": ["additionalProperties"] };
var formats0 = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
function validate26(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate26.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.name === void 0 && (missing0 = "name")) {
        validate26.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "name" || key0 === "description" || key0 === "email")) {
            validate26.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.name !== void 0) {
            let data0 = data.name;
            const _errs2 = errors;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (func1(data0) > 255) {
                  validate26.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters" }];
                  return false;
                } else {
                  if (func1(data0) < 1) {
                    validate26.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                    return false;
                  } else {
                    if (!pattern4.test(data0)) {
                      validate26.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/pattern", keyword: "pattern", params: { pattern: "^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x08\\x0e-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$" }, message: 'must match pattern "^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x08\\x0e-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$"' }];
                      return false;
                    }
                  }
                }
              } else {
                validate26.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.description !== void 0) {
              let data1 = data.description;
              const _errs5 = errors;
              if (typeof data1 !== "string" && data1 !== null) {
                validate26.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/type", keyword: "type", params: { type: schema42.properties.description.type }, message: "must be string,null" }];
                return false;
              }
              if (errors === _errs5) {
                if (typeof data1 === "string") {
                  if (func1(data1) > 1e3) {
                    validate26.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" }];
                    return false;
                  } else {
                    if (!pattern7.test(data1)) {
                      validate26.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/pattern", keyword: "pattern", params: { pattern: "^[^\\x00]*$" }, message: 'must match pattern "^[^\\x00]*$"' }];
                      return false;
                    }
                  }
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.email !== void 0) {
                let data2 = data.email;
                const _errs7 = errors;
                if (errors === _errs7) {
                  if (errors === _errs7) {
                    if (typeof data2 === "string") {
                      if (func1(data2) > 254) {
                        validate26.errors = [{ instancePath: instancePath + "/email", schemaPath: "#/properties/email/maxLength", keyword: "maxLength", params: { limit: 254 }, message: "must NOT have more than 254 characters" }];
                        return false;
                      } else {
                        if (func1(data2) < 3) {
                          validate26.errors = [{ instancePath: instancePath + "/email", schemaPath: "#/properties/email/minLength", keyword: "minLength", params: { limit: 3 }, message: "must NOT have fewer than 3 characters" }];
                          return false;
                        } else {
                          if (!formats0.test(data2)) {
                            validate26.errors = [{ instancePath: instancePath + "/email", schemaPath: "#/properties/email/format", keyword: "format", params: { format: "email" }, message: 'must match format "email"' }];
                            return false;
                          }
                        }
                      }
                    } else {
                      validate26.errors = [{ instancePath: instancePath + "/email", schemaPath: "#/properties/email/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                      return false;
                    }
                  }
                }
                var valid0 = _errs7 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate26.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate26.errors = vErrors;
  return errors === 0;
}
validate26.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var retrieveProjectPath = validate27;
function validate27(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate27.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.projectId === void 0 && (missing0 = "projectId")) {
        validate27.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.projectId !== void 0) {
          let data0 = data.projectId;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (func1(data0) > 128) {
                validate27.errors = [{ instancePath: instancePath + "/projectId", schemaPath: "#/properties/projectId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                return false;
              } else {
                if (func1(data0) < 1) {
                  validate27.errors = [{ instancePath: instancePath + "/projectId", schemaPath: "#/properties/projectId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                } else {
                  if (!pattern6.test(data0)) {
                    validate27.errors = [{ instancePath: instancePath + "/projectId", schemaPath: "#/properties/projectId/pattern", keyword: "pattern", params: { pattern: "^[!-~]+$" }, message: 'must match pattern "^[!-~]+$"' }];
                    return false;
                  }
                }
              }
            } else {
              validate27.errors = [{ instancePath: instancePath + "/projectId", schemaPath: "#/properties/projectId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
          }
        }
      }
    } else {
      validate27.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate27.errors = vErrors;
  return errors === 0;
}
validate27.evaluated = { "props": { "projectId": true }, "dynamicProps": false, "dynamicItems": false };
var updateProjectBody = validate28;
var schema45 = { "$id": "updateProjectBody", "description": "Fields of a project update. *Unofficial:* An omitted field keeps its value. At least one field is required.", "type": "object", "minProperties": 1, "properties": { "name": { "description": "New name of the project.", "$ref": "description#/components/schemas/Name" }, "description": { "description": "New description of the project. *Unofficial:* `null` clears it.", "type": ["string", "null"], "maxLength": 1e3, "pattern": "^[^\\x00]*$", "x-unofficial": ["maxLength", "pattern"], "examples": ["Evaluates the assistant in our shop and on the phone"] } }, "additionalProperties": false, "x-unofficial": ["minProperties", "additionalProperties"] };
function validate28(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate28.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (Object.keys(data).length < 1) {
        validate28.errors = [{ instancePath, schemaPath: "#/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "name" || key0 === "description")) {
            validate28.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.name !== void 0) {
            let data0 = data.name;
            const _errs2 = errors;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (func1(data0) > 255) {
                  validate28.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters" }];
                  return false;
                } else {
                  if (func1(data0) < 1) {
                    validate28.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                    return false;
                  } else {
                    if (!pattern4.test(data0)) {
                      validate28.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/pattern", keyword: "pattern", params: { pattern: "^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x08\\x0e-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$" }, message: 'must match pattern "^[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x08\\x0e-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*$"' }];
                      return false;
                    }
                  }
                }
              } else {
                validate28.errors = [{ instancePath: instancePath + "/name", schemaPath: "description#/components/schemas/Name/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.description !== void 0) {
              let data1 = data.description;
              const _errs5 = errors;
              if (typeof data1 !== "string" && data1 !== null) {
                validate28.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/type", keyword: "type", params: { type: schema45.properties.description.type }, message: "must be string,null" }];
                return false;
              }
              if (errors === _errs5) {
                if (typeof data1 === "string") {
                  if (func1(data1) > 1e3) {
                    validate28.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" }];
                    return false;
                  } else {
                    if (!pattern7.test(data1)) {
                      validate28.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/pattern", keyword: "pattern", params: { pattern: "^[^\\x00]*$" }, message: 'must match pattern "^[^\\x00]*$"' }];
                      return false;
                    }
                  }
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate28.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate28.errors = vErrors;
  return errors === 0;
}
validate28.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var updateProjectPolicyPath = validate29;
function validate29(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate29.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.projectId === void 0 && (missing0 = "projectId") || data.policyId === void 0 && (missing0 = "policyId")) {
        validate29.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.projectId !== void 0) {
          let data0 = data.projectId;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (func1(data0) > 128) {
                validate29.errors = [{ instancePath: instancePath + "/projectId", schemaPath: "#/properties/projectId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                return false;
              } else {
                if (func1(data0) < 1) {
                  validate29.errors = [{ instancePath: instancePath + "/projectId", schemaPath: "#/properties/projectId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                } else {
                  if (!pattern6.test(data0)) {
                    validate29.errors = [{ instancePath: instancePath + "/projectId", schemaPath: "#/properties/projectId/pattern", keyword: "pattern", params: { pattern: "^[!-~]+$" }, message: 'must match pattern "^[!-~]+$"' }];
                    return false;
                  }
                }
              }
            } else {
              validate29.errors = [{ instancePath: instancePath + "/projectId", schemaPath: "#/properties/projectId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.policyId !== void 0) {
            let data1 = data.policyId;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data1 === "string") {
                if (func1(data1) > 128) {
                  validate29.errors = [{ instancePath: instancePath + "/policyId", schemaPath: "#/properties/policyId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                  return false;
                } else {
                  if (func1(data1) < 1) {
                    validate29.errors = [{ instancePath: instancePath + "/policyId", schemaPath: "#/properties/policyId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                    return false;
                  } else {
                    if (!pattern6.test(data1)) {
                      validate29.errors = [{ instancePath: instancePath + "/policyId", schemaPath: "#/properties/policyId/pattern", keyword: "pattern", params: { pattern: "^[!-~]+$" }, message: 'must match pattern "^[!-~]+$"' }];
                      return false;
                    }
                  }
                }
              } else {
                validate29.errors = [{ instancePath: instancePath + "/policyId", schemaPath: "#/properties/policyId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs3 === errors;
          } else {
            var valid0 = true;
          }
        }
      }
    } else {
      validate29.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate29.errors = vErrors;
  return errors === 0;
}
validate29.evaluated = { "props": { "projectId": true, "policyId": true }, "dynamicProps": false, "dynamicItems": false };
var updateProjectRolePath = validate30;
function validate30(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate30.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.projectId === void 0 && (missing0 = "projectId") || data.roleId === void 0 && (missing0 = "roleId")) {
        validate30.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.projectId !== void 0) {
          let data0 = data.projectId;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (func1(data0) > 128) {
                validate30.errors = [{ instancePath: instancePath + "/projectId", schemaPath: "#/properties/projectId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                return false;
              } else {
                if (func1(data0) < 1) {
                  validate30.errors = [{ instancePath: instancePath + "/projectId", schemaPath: "#/properties/projectId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                } else {
                  if (!pattern6.test(data0)) {
                    validate30.errors = [{ instancePath: instancePath + "/projectId", schemaPath: "#/properties/projectId/pattern", keyword: "pattern", params: { pattern: "^[!-~]+$" }, message: 'must match pattern "^[!-~]+$"' }];
                    return false;
                  }
                }
              }
            } else {
              validate30.errors = [{ instancePath: instancePath + "/projectId", schemaPath: "#/properties/projectId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.roleId !== void 0) {
            let data1 = data.roleId;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data1 === "string") {
                if (func1(data1) > 128) {
                  validate30.errors = [{ instancePath: instancePath + "/roleId", schemaPath: "#/properties/roleId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                  return false;
                } else {
                  if (func1(data1) < 1) {
                    validate30.errors = [{ instancePath: instancePath + "/roleId", schemaPath: "#/properties/roleId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                    return false;
                  } else {
                    if (!pattern6.test(data1)) {
                      validate30.errors = [{ instancePath: instancePath + "/roleId", schemaPath: "#/properties/roleId/pattern", keyword: "pattern", params: { pattern: "^[!-~]+$" }, message: 'must match pattern "^[!-~]+$"' }];
                      return false;
                    }
                  }
                }
              } else {
                validate30.errors = [{ instancePath: instancePath + "/roleId", schemaPath: "#/properties/roleId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs3 === errors;
          } else {
            var valid0 = true;
          }
        }
      }
    } else {
      validate30.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate30.errors = vErrors;
  return errors === 0;
}
validate30.evaluated = { "props": { "projectId": true, "roleId": true }, "dynamicProps": false, "dynamicItems": false };
export {
  createOrganizationPolicyBody,
  createOrganizationRoleBody,
  createProjectBody,
  createOrganizationPolicyBody as createProjectPolicyBody,
  retrieveProjectPath as createProjectPolicyPath,
  createOrganizationRoleBody as createProjectRoleBody,
  retrieveProjectPath as createProjectRolePath,
  updateOrganizationPolicyPath as deleteOrganizationPolicyPath,
  updateOrganizationRolePath as deleteOrganizationRolePath,
  retrieveProjectPath as deleteProjectPath,
  updateProjectPolicyPath as deleteProjectPolicyPath,
  updateProjectRolePath as deleteProjectRolePath,
  retrieveProjectPath as listProjectPermissionsPath,
  retrieveProjectPath as listProjectPoliciesPath,
  retrieveProjectPath as listProjectRolesPath,
  retrieveProjectPath,
  updateOrganizationBody,
  createOrganizationPolicyBody as updateOrganizationPolicyBody,
  updateOrganizationPolicyPath,
  createOrganizationRoleBody as updateOrganizationRoleBody,
  updateOrganizationRolePath,
  updateProjectBody,
  retrieveProjectPath as updateProjectPath,
  createOrganizationPolicyBody as updateProjectPolicyBody,
  updateProjectPolicyPath,
  createOrganizationRoleBody as updateProjectRoleBody,
  updateProjectRolePath
};
