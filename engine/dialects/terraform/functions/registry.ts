/** Terraform's functions by name. What reads files is in text-files.ts; what asks the clock or chance is not among them, nor are regular expressions. */
import { collections } from './collections.ts';
import { encoding } from './encoding.ts';
import type { TerraformFunction } from './function.ts';
import { numbers } from './numbers.ts';
import { providers } from './providers.ts';
import { strings } from './strings.ts';
import { times } from './times.ts';

const functions = new Map<string, TerraformFunction>(Object.entries({ ...strings, ...numbers, ...collections, ...encoding, ...times, ...providers }));

/** Undefined for what is not evaluated; `core::` may stand before the name. */
export function functionNamed(name: string): TerraformFunction | undefined {
	return functions.get(name.replace(/^core::/, ''));
}
