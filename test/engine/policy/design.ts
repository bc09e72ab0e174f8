/** Builds one-resource designs from plain JSON, with references and conditions, for tests of the policy engine. */
import { Architecture } from '../../../engine/model/architecture.ts';
import type { LoweredResource } from '../../../engine/model/lowered.ts';
import type { Property } from '../../../engine/model/resource.ts';
import { type MapValue, type Site, type TextPart, type Value, text } from '../../../engine/model/value.ts';
import { type PolicyDocument, readPolicy } from '../../../engine/policy/document.ts';

export const site: Site = { uri: 'test:policy', range: { start: 0, end: 0 } };

/** Values that JSON does not have, to be put into it. */
export class Special {
	constructor(readonly value: Value) {}
}

export const unknown = (identity?: string) => new Special({ kind: 'unknown', reason: 'test', site, ...(identity && { identity }) });
export const account = new Special({ kind: 'pseudo', name: 'AWS::AccountId', site });
export const ref = (target: string, attribute = 'Ref') => new Special({ kind: 'reference', target, attribute, site });
export const choose = (name: string, yes: unknown, no: unknown) => new Special({
	kind: 'choice', site, options: [{ when: [{ name, is: true }], value: asValue(yes) }, { when: [{ name, is: false }], value: asValue(no) }],
});
export const assumed = (value: unknown) => new Special({ kind: 'assumed', value: asValue(value), source: 'parameter P', sourceSite: site, site });
export const sub = (...parts: readonly (string | Special)[]) => new Special(text(parts.map(part => (typeof part === 'string' ? part : part.value as TextPart)), site));
export const nothing = new Special({ kind: 'absent', site });

export function asValue(json: unknown): Value {
	if (json instanceof Special) return json.value;
	if (Array.isArray(json)) return { kind: 'list', items: json.map(asValue), site };
	if (typeof json === 'object' && json !== null) {
		return { kind: 'map', entries: new Map(Object.entries(json).map(([key, value]) => [key, { key: site, value: asValue(value) }])), site };
	}
	return { kind: 'known', scalar: json as string, site };
}

export function design(resources: Readonly<Record<string, { readonly type: string; readonly properties: Readonly<Record<string, unknown>> }>>): Architecture {
	const lowered = Object.entries(resources).map(([id, { type, properties }]): LoweredResource => ({
		id, type, name: id, address: id, site, blocks: [], when: [], lower: () => ({ value: asValue(properties) as MapValue, reads: [] }),
	}));
	return new Architecture({ dialect: 'test', resources: lowered, blocks: [], problems: [], incomplete: [] });
}

export function policyProperty(document: unknown, type = 'AWS::S3::BucketPolicy', bucketName?: string): Property {
	const bucket = { type: 'AWS::S3::Bucket', properties: bucketName === undefined ? {} : { BucketName: bucketName } };
	const name = 'PolicyDocument';
	return design({ Policy: { type, properties: { Bucket: ref('Bucket'), [name]: document } }, Bucket: bucket }).resource('Policy')!.at(name);
}

export function policy(document: unknown, type?: string): PolicyDocument {
	return readPolicy(policyProperty(document, type))!;
}

/** The policy of a bucket whose name is fixed. */
export function bucketPolicy(document: unknown, bucketName: string): PolicyDocument {
	return readPolicy(policyProperty(document, 'AWS::S3::BucketPolicy', bucketName))!;
}

/** A policy of one statement that allows everyone to read every object, with what is given laid over it. */
export function openTo(extra: Readonly<Record<string, unknown>>, ...more: readonly unknown[]): PolicyDocument {
	const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: sub(ref('Bucket', 'Arn'), '/*'), ...extra };
	return policy({ Version: '2012-10-17', Statement: [statement, ...more] });
}
