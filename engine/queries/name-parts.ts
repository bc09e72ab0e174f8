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
	const whole = name.string;
	const parts = whole === undefined ? name.textParts : [whole];
	const pieces = parts?.filter(part => typeof part === 'string') ?? [];
	if (!parts || pieces.length === 0) return undefined;
	const [first, last] = [parts[0], parts.at(-1)];
	return {
		whole, pieces, parts,
		start: typeof first === 'string' ? first : '',
		end: typeof last === 'string' ? last : '',
		least: parts.reduce((sum, part) => sum + leastOf(part), 0),
	};
}

/** `alpha_Beta` → `_`, for the first character that is none of those allowed. */
export function strayCharacter(name: NameParts, allowed: RegExp): string | undefined {
	for (const piece of name.pieces) for (const character of piece) if (!allowed.test(character)) return character;
	return undefined;
}

/** Twelve digits are an account, and no region has fewer than nine characters. What a reference says is at least something. */
function leastOf(part: TextPart): number {
	if (typeof part === 'string') return part.length;
	if (part.kind === 'unknown') return 0;
	return part.kind === 'pseudo' && part.name === 'AWS::AccountId' ? 12 : part.kind === 'pseudo' && part.name === 'AWS::Region' ? 9 : 1;
}
