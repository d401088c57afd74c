/** The part of JSON Schema that the contract of Dfns is written in. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly not?: Schema;
}

/** One operation of the contract: its request body, its query, and its answers by status. */
export interface OperationSchema {
  readonly body?: Schema;
  readonly bodyRequired?: boolean;
  readonly query?: Readonly<Record<string, Schema>>;
  readonly responses: Readonly<Record<string, Schema | null>>;
}

const formats: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(text) && !Number.isNaN(Date.parse(text)),
  email: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
  uri: (text) => URL.canParse(text),
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isRecord,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
};

/** Every way in which a value differs from its schema, as `where: what`; none where it fits. */
export function differences(value: unknown, schema: Schema, at = 'body'): string[] {
  if (value === null && schema.nullable) return [];
  if (schema.type !== undefined && types[schema.type]?.(value) !== true) return [`${at}: must be ${schema.type}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${at}: must be one of the known values`];
  return [
    ...(typeof value === 'string' ? ofText(value, schema, at) : []),
    ...(typeof value === 'number' ? ofNumber(value, schema, at) : []),
    ...(Array.isArray(value) ? ofList(value, schema, at) : []),
    ...(isRecord(value) ? ofRecord(value, schema, at) : []),
    ...ofBranches(value, schema, at),
  ];
}

const patterns = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern);
  patterns.set(pattern, known);
  return known;
}

function ofText(value: string, schema: Schema, at: string): string[] {
  const found: string[] = [];
  if (schema.pattern !== undefined && !compiled(schema.pattern).test(value))
    found.push(`${at}: must match ${schema.pattern}`);
  if (value.length < (schema.minLength ?? 0)) found.push(`${at}: must not be empty`);
  if (value.length > (schema.maxLength ?? Number.POSITIVE_INFINITY)) found.push(`${at}: must be shorter`);
  if (schema.format !== undefined && formats[schema.format]?.(value) === false)
    found.push(`${at}: must be ${schema.format}`);
  return found;
}

function ofNumber(value: number, schema: Schema, at: string): string[] {
  const tooSmall = value < (schema.minimum ?? -Infinity) || value <= (schema.exclusiveMinimum ?? -Infinity);
  const tooLarge = value > (schema.maximum ?? Infinity);
  return tooSmall || tooLarge ? [`${at}: out of range`] : [];
}

function ofList(value: unknown[], schema: Schema, at: string): string[] {
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const length = value.length < minItems || value.length > maxItems ? [`${at}: wrong number of items`] : [];
  return [...length, ...(items ? value.flatMap((item, index) => differences(item, items, `${at}[${index}]`)) : [])];
}

function ofRecord(value: Record<string, unknown>, schema: Schema, at: string): string[] {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const missing = required.filter((name) => value[name] === undefined).map((name) => `${at}.${name}: required`);
  const inner = Object.entries(value).flatMap(([name, member]) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known) return differences(member, known, `${at}.${name}`);
    return additionalProperties ? [] : [`${at}.${name}: unknown member`];
  });
  return [...missing, ...inner];
}

function ofBranches(value: unknown, schema: Schema, at: string): string[] {
  const fitting = (branches: readonly Schema[]) =>
    branches.filter((branch) => differences(value, branch, at).length === 0).length;
  const found = (schema.allOf ?? []).flatMap((branch) => differences(value, branch, at));
  if (schema.not && differences(value, schema.not, at).length === 0) found.push(`${at}: must not fit`);
  if (schema.anyOf && fitting(schema.anyOf) === 0) found.push(`${at}: fits none of the alternatives`);
  if (schema.oneOf && fitting(schema.oneOf) !== 1) found.push(`${at}: must fit exactly one of the alternatives`);
  return found;
}
