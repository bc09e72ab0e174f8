/** Condition keys: what AWS says of one, and which it has that are spelt nearly so. */
import { type IamKey, globalKeys, iamPrefixes, iamService, keyNamed } from '../aws/iam.ts';
import { nearest } from './near.ts';

/** The key that an identity provider names itself (`token.actions.githubusercontent.com:sub`), or a name of which some is not known. */
export function isForeign(key: string): boolean {
	return /^[^:]*[./{]|\$\{|^saml:/i.test(key);
}

/** A key of AWS's lists, be it every service's, that of the service that its prefix names, or one that only other services carry. */
export function keyOf(name: string): IamKey | undefined {
	const own = iamService(prefixOf(name));
	return keyNamed(name, globalKeys) ?? (own && keyNamed(name, own.keys)) ?? carried(name);
}

function carried(name: string): IamKey | undefined {
	const low = name.toLowerCase();
	const prefix = `${prefixOf(low)}:`;
	for (const { keys } of iamPrefixes.map(one => iamService(one)!)) {
		const found = keys.get(low) ?? [...keys.values()].find(key => key.name.includes('*') && key.name.toLowerCase().startsWith(prefix) && keyNamed(low, new Map([[key.name.toLowerCase(), key]])));
		if (found) return found;
	}
	return undefined;
}

/** The service that a key names before its colon; `aws` for those of every service. */
export function prefixOf(key: string): string {
	return key.slice(0, Math.max(0, key.indexOf(':'))).toLowerCase();
}

/** Keys of the same prefix that are spelt nearly so, or in another way before the name of a tag. */
export function nearKeys(name: string): readonly string[] {
	const prefix = prefixOf(name);
	const keys = prefix === 'aws' ? globalKeys : iamService(prefix)?.keys ?? new Map<string, IamKey>();
	const [, base = '', rest = ''] = /^([^/:]*)(.*)$/s.exec(name.slice(prefix.length + 1))!;
	const forms = new Map<string, string>();
	for (const key of keys.values()) {
		const [, plain = '', tag = ''] = /^([^/:]*)(.*)$/s.exec(key.name.slice(key.name.indexOf(':') + 1))!;
		// The name of a tag is the reader's own; a key that has none takes none.
		if (tag === '' ? rest === '' : /^.\*$/.test(tag) && rest.length > 1) forms.set(plain, `${key.name.replace(/.\*$/, '')}${tag === '' ? '' : tag[0]! + rest.slice(1)}`);
	}
	return nearest(base, forms.keys()).map(plain => forms.get(plain)!);
}

/** A key that wants the name of a tag behind it, where the name has none: `aws:ResourceTag/*` of `aws:ResourceTag`. */
export function taggedForm(name: string): IamKey | undefined {
	const prefix = prefixOf(name);
	const keys = prefix === 'aws' ? globalKeys : iamService(prefix)?.keys;
	return keys?.get(`${name.toLowerCase().replace(/[/:]$/, '')}/*`);
}

/** Keys that have the name, or nearly, under another prefix: that of every service, or of some. */
export function sameKeys(name: string, services: readonly string[]): readonly string[] {
	const local = name.slice(name.indexOf(':') + 1);
	return ['aws', ...services].map(prefix => `${prefix}:${local}`).filter(key => key.toLowerCase() !== name.toLowerCase()).flatMap(key => {
		const found = keyNamed(key, globalKeys) ?? keyNamed(key, iamService(prefixOf(key))?.keys ?? new Map());
		return found ? [found.name.includes('*') ? key : found.name] : [];
	});
}
