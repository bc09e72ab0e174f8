/** What is certain of a name of which perhaps only some parts are known: naming rules are asked of this, and of nothing that is not. */
import type { Property } from '../model/resource.ts';
import type { TextPart } from '../model/value.ts';

export interface NameParts {
	/** The name, where all of it is known. */
	readonly whole: string | undefined;
	/** The known text that it begins with, and that it ends with; empty where that is not known. */
	readonly start: string;
	readonly end: string;
	/** Known runs of the text, in order. */
	readonly pieces: readonly string[];
	/** The fewest characters that it can have. */
	readonly least: number;
	readonly parts: readonly TextPart[];
}

/** Undefined for what is no text, is not written, or of which nothing is known. Ask each alternative by itself. */
export function nameParts(name: Property): NameParts | undefined {
	if (name.exists === 'no') return undefined;
	return partsOf(name.string === undefined ? name.textParts : [name.string]);
}

/** A name of which all is known. */
export function wholeName(name: string): NameParts {
	return partsOf([name])!;
}

function partsOf(parts: readonly TextPart[] | undefined): NameParts | undefined {
	const pieces = parts?.filter(part => typeof part === 'string') ?? [];
	if (!parts || pieces.length === 0) return undefined;
	const [first, last] = [parts[0], parts.at(-1)];
	return {
		whole: parts.length === 1 && typeof first === 'string' ? first : undefined, pieces, parts,
		start: typeof first === 'string' ? first : '',
		end: typeof last === 'string' ? last : '',
		least: parts.reduce((sum, part) => sum + leastOf(part), 0),
	};
}

/** The first character that is none of those allowed, for the reader: `a space`, `the capital B`, `“_”`. */
export function strayCharacter(name: NameParts, allowed: RegExp): string | undefined {
	const stray = [...name.pieces.join('')].find(character => !allowed.test(character));
	if (stray === undefined) return undefined;
	return stray === ' ' ? 'a space' : /[A-Z]/.test(stray) ? `the capital ${stray}` : `“${stray}”`;
}

/** What is wrong with the length of a name, for the reader: `has 2 characters, and needs 3`. */
export function lengthFlaw({ whole, least: length }: NameParts, { least, most }: { readonly least: number; readonly most: number }): string | undefined {
	if (length > most) return `has ${whole === undefined ? 'at least ' : ''}${length} characters, and ${most} are allowed`;
	return whole !== undefined && length < least ? `has ${length === 1 ? 'one character' : `${length} characters`}, and needs ${least}` : undefined;
}

/** Twelve digits are an account, and no region has fewer than nine characters. What a reference says is at least something. */
function leastOf(part: TextPart): number {
	if (typeof part === 'string') return part.length;
	if (part.kind === 'unknown') return 0;
	return part.kind === 'pseudo' && part.name === 'AWS::AccountId' ? 12 : part.kind === 'pseudo' && part.name === 'AWS::Region' ? 9 : 1;
}
