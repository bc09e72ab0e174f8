/**
 * What AWS's service authorization reference says of actions, of the resources that they can be limited to, and of the condition
 * keys that their requests have; tools/generate-iam.ts makes it brief. A service is read when it is first asked for.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import generated from './generated/iam.json';

/** Of what an action does: AWS's access levels. `permissions`: it changes who has access. */
export type Level = 'read' | 'list' | 'write' | 'tagging' | 'permissions';

export interface IamService {
	/** Of its actions: `s3`. */
	readonly prefix: string;
	/** For the reader: `Amazon S3`. */
	readonly name: string;
	/** By name in lower case. */
	readonly actions: ReadonlyMap<string, IamAction>;
	readonly resources: readonly IamResource[];
	/** Of its condition keys, `aws:RequestTag/*` and the like included; by name in lower case. `*` stands for any text. */
	readonly keys: ReadonlyMap<string, IamKey>;
}

export interface IamAction {
	readonly service: IamService;
	/** As AWS spells it, without the prefix: `GetObject`. */
	readonly name: string;
	readonly level: Level;
	/** What a policy can limit it to; none: it takes `*` only. */
	readonly resources: readonly IamResource[];
	/** What requests for it can have beside the global keys. */
	readonly keys: readonly IamKey[];
}

export interface IamResource {
	/** AWS's name of the type: `bucket`. */
	readonly name: string;
	/** `arn:{Partition}:s3:::{BucketName}` */
	readonly arn: string;
}

export interface IamKey {
	/** As AWS spells it. */
	readonly name: string;
	readonly type: KeyType;
	/** It has several values: for `ForAnyValue` and `ForAllValues`. */
	readonly list: boolean;
}

export type KeyType = 'String' | 'ARN' | 'Bool' | 'Numeric' | 'Date' | 'IPAddress' | 'Binary';

const data = generated as unknown as {
	readonly date: string;
	readonly global: string;
	readonly services: Readonly<Record<string, readonly [name: string, resources: string, keys: string, actions: string]>>;
};

/** The day of the data, `2026-09-26`: what AWS has added since is not known. */
export const iamDate: string = data.date;

/** The prefixes of all services, sorted. */
export const iamPrefixes: readonly string[] = Object.keys(data.services);

/** Condition keys of every service, by name in lower case. */
export const globalKeys: ReadonlyMap<string, IamKey> = byName(keysOf(data.global));

const LEVELS: Readonly<Record<string, Level>> = { R: 'read', L: 'list', W: 'write', T: 'tagging', P: 'permissions' };
const read = new Map<string, IamService>();

/** The service of an action prefix, in any case; undefined for one that AWS does not have. */
export function iamService(prefix: string): IamService | undefined {
	const known = prefix.toLowerCase();
	if (!Object.hasOwn(data.services, known)) return undefined;
	let service = read.get(known);
	if (!service) {
		service = readService(known, ...data.services[known]!);
		read.set(known, service);
	}
	return service;
}

/** An action by its full name, in any case: `s3:GetObject`. */
export function iamAction(name: string): IamAction | undefined {
	const [prefix = '', action = '', ...rest] = name.toLowerCase().split(':');
	return rest.length === 0 ? iamService(prefix)?.actions.get(action) : undefined;
}

/** A key among some, whose names may end in `*`. */
export function keyNamed(name: string, among: ReadonlyMap<string, IamKey>): IamKey | undefined {
	const low = name.toLowerCase();
	return among.get(low) ?? [...among.values()].find(key => key.name.includes('*') && standsFor(key.name.toLowerCase(), low));
}

function standsFor(template: string, name: string): boolean {
	return new RegExp(`^${template.split('*').map(part => part.replaceAll(/[.?+^$()[\]{}|\\/]/g, '\\$&')).join('.+')}$`).test(name);
}

function readService(prefix: string, name: string, resourceLines: string, keyLines: string, actionLines: string): IamService {
	const resources = (resourceLines === '' ? [] : resourceLines.split('\n')).map(readResource);
	const keys = keysOf(keyLines);
	const actions = new Map<string, IamAction>();
	const service: IamService = { prefix, name, resources, keys: byName(keys), actions };
	for (const [level = '', resourceNumbers = '', keyNumbers = '', ...names] of linesOf(actionLines)) {
		const shared = { service, level: LEVELS[level]!, resources: pick(resources, resourceNumbers), keys: pick(keys, keyNumbers) };
		for (const action of names) actions.set(action.toLowerCase(), { ...shared, name: action });
	}
	return service;
}

/** Some types have several words. */
function readResource(line: string): IamResource {
	const start = Math.max(1, line.indexOf(' arn:'));
	return { name: line.slice(0, start), arn: line.slice(start + 1) };
}

function keysOf(text: string): IamKey[] {
	return linesOf(text).map(([name = '', type = '']) => ({ name, type: type.replace(/^ArrayOf/, '') as KeyType, list: type.startsWith('ArrayOf') }));
}

function byName(keys: readonly IamKey[]): Map<string, IamKey> {
	return new Map(keys.map(key => [key.name.toLowerCase(), key]));
}

function pick<T>(all: readonly T[], numbers: string): readonly T[] {
	return numbers === '-' ? [] : numbers.split('.').map(number => all[parseInt(number, 36)]!);
}

function linesOf(text: string): string[][] {
	return text === '' ? [] : text.split('\n').map(line => line.split(' '));
}
