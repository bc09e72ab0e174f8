/** Which language a document is written in, by its name and, where that does not say, by its text. */
import { readJson } from '../engine/syntax/json.ts';
import type { Language, SyntaxTree } from '../engine/syntax/tree.ts';
import { readYaml } from '../engine/syntax/yaml.ts';
import { nameOf } from './uris.ts';

/** Undefined for what is not read (HCL). */
export function languageOf(uri: string, text: string): Exclude<Language, 'hcl'> | undefined {
	const name = nameOf(uri).toLowerCase();
	if (/\.(tf|tfvars|hcl)$/.test(name)) return undefined;
	if (/\.json$/.test(name)) return 'json';
	if (/\.ya?ml$/.test(name)) return 'yaml';
	return /^\uFEFF?\s*[{[]/.test(text) ? 'json' : 'yaml';
}

export function readTree(language: Exclude<Language, 'hcl'>, text: string): SyntaxTree {
	return language === 'json' ? readJson(text) : readYaml(text);
}

/** Names of files that may be designs. */
export function mayBeDesign(name: string): boolean {
	return /\.(ya?ml|json|template)$/i.test(name) && !isVariables(name);
}

/** All such files of a directory are one design. */
export function isTerraform(name: string): boolean {
	return /\.tf\.json$/i.test(name) || isVariables(name);
}

function isVariables(name: string): boolean {
	return /^terraform\.tfvars\.json$|\.auto\.tfvars\.json$/i.test(name);
}
