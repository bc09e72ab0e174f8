/**
 * Whether a resource serves production or is somebody's sandbox, for rules whose severity depends on it; a message says which sign was read. The signs,
 * the strongest first: a tag (Environment, Env, Stage), a condition under which the resource exists, its name or that of the module call that makes it. A
 * parameter's default is no sign: whoever deploys says what it is. Nor is an instance class: small databases serve production too.
 */
import type { Condition } from '../model/value.ts';
import type { Property, Resource } from '../model/resource.ts';
import { nameProperty } from '../aws/names.ts';

export interface Environment {
	readonly kind: 'production' | 'development';
	/** For the middle of a sentence: `its tag Environment is "dev"`. */
	readonly sign: string;
	/** Where it is written, if that is a property. */
	readonly at?: Property;
}

const TAG = /(^|[:/_.-])(environment|env|stage)$/i;
/** Properties that hold tags, by the shapes that AWS has: lists of keys and values, or maps. A provider's default tags come after the resource's own. */
const TAG_LISTS = ['Tags', 'FileSystemTags', 'BackupVaultTags', 'BackupPlanTags', '@DefaultTags'];

/** Words that say it plainly. What comes before production (`staging`, `uat`) is neither. */
const PRODUCTION = new Set(['production', 'prod', 'prd', 'live']);
const DEVELOPMENT = new Set(['development', 'dev', 'develop', 'test', 'testing', 'sandbox', 'sbx', 'playground', 'poc', 'demo', 'experiment']);
/** In names, words stand for other things as well: `TestResults`, `LiveScores`. */
const NAMED_PRODUCTION = new Set(['production', 'prod']);
const NAMED_DEVELOPMENT = new Set(['development', 'dev', 'sandbox', 'sbx']);

/** What a resource's tags, conditions and names say of it; undefined where nothing does, or they contradict each other. */
export function environmentOf(resource: Resource): Environment | undefined {
	return byTag(resource) ?? byCondition(resource.when) ?? byName(resource);
}

/** Shorthand for severities: what the resource is certain to be. */
export function isDevelopment(resource: Resource): boolean {
	return environmentOf(resource)?.kind === 'development';
}

function byTag(resource: Resource): Environment | undefined {
	for (const [key, value] of tagsOf(resource)) {
		if (!TAG.test(key) || value.value?.kind !== 'known' || isOpen(value)) continue;
		const text = String(value.value.scalar);
		const kind = kindOf(text.toLowerCase().split(/[^a-z]+/), PRODUCTION, DEVELOPMENT);
		if (kind) return { kind, sign: `its tag ${key} is "${text}"`, at: value };
	}
	return undefined;
}

/** Rests on a default that whoever deploys can change; what a file of variables says is settled. */
function isOpen({ assumed }: Property): boolean {
	return assumed.some(one => !one.source.endsWith(')'));
}

/** The tags of a resource whose keys are known; of two of one key the first counts. */
export function tagsOf(resource: Resource): readonly (readonly [key: string, value: Property])[] {
	return tagPlaces(resource).flatMap(place => {
		const entries = place.entries.map(([key, value]) => [key, value] as const);
		const items = place.items.flatMap(item => (item.entries.some(([name]) => name === 'Key') ? [item] : []));
		return items.length > 0 ? items.flatMap(item => {
			const key = item.at('Key').string;
			return key === undefined ? [] : [[key, item.at('Value')] as const];
		}) : entries;
	});
}

/** The properties of a resource that hold tags, as far as it has any. */
export function tagPlaces(resource: Resource): readonly Property[] {
	return resource.properties.entries.filter(([name]) => TAG_LISTS.includes(name)).map(([, place]) => place);
}

/** `IsProduction`, `CreateProd`, `var.environment == "prod"`. */
function byCondition(when: readonly Condition[]): Environment | undefined {
	for (const { name, is } of when) {
		const stated = /^(?:var|local)\.(?:environment|env|stage)\s*==\s*"(\w+)"$/.exec(name)?.[1];
		const words = stated === undefined ? wordsOf(name) : [stated.toLowerCase()];
		const subject = words.filter(word => !['is', 'in', 'for', 'create', 'env', 'environment', 'account', 'stage', 'var', 'local'].includes(word));
		const kind = subject.length === 1 ? kindOf(subject, PRODUCTION, DEVELOPMENT) : undefined;
		// What is not in production may be in staging; what is not in development may be too.
		if (kind && is) return { kind, sign: `it exists only under the condition ${name}` };
	}
	return undefined;
}

function byName(resource: Resource): Environment | undefined {
	const property = nameProperty(resource.type);
	const given = property ? resource.at(property) : undefined;
	const names = [given && !isOpen(given) ? given.string : undefined, resource.name, ...resource.calls.map(call => call.name)];
	for (const [index, name] of names.entries()) {
		const kind = name === undefined ? undefined : kindOf(wordsOf(name), NAMED_PRODUCTION, NAMED_DEVELOPMENT);
		if (kind) return { kind, sign: `it is called ${name}`, ...(index === 0 && given && { at: given }) };
	}
	return undefined;
}

function kindOf(words: readonly string[], production: ReadonlySet<string>, development: ReadonlySet<string>): Environment['kind'] | undefined {
	// `non-prod` and `pre-production` are neither.
	const counts = (set: ReadonlySet<string>) => words.some((word, index) => set.has(word) && !['non', 'not', 'no', 'pre', 'post'].includes(words[index - 1] ?? '') && words[index + 1] !== 'ops');
	const [isProduction, isDev] = [counts(production), counts(development)];
	return isProduction === isDev ? undefined : isProduction ? 'production' : 'development';
}

function wordsOf(name: string): readonly string[] {
	return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/).filter(word => word !== '');
}
