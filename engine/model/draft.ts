/** Turns what a design says into something that can be written again elsewhere in it. */
import type { Draft, DraftMap, DraftText } from './change.ts';
import type { Property } from './resource.ts';
import type { TextPart, Value } from './value.ts';

/** The property as a draft, or undefined where some of it is conditional or cannot be known. */
export function draftOf(property: Property): Draft | undefined {
	return property.value && valueDraft(property.value);
}

/** The text as a draft; undefined where a part of it can be said only at its own place (a parameter). */
export function draftOfText(parts: readonly TextPart[]): Draft | undefined {
	const drafts = parts.map(partDraft);
	if (!drafts.every(draft => draft !== undefined)) return undefined;
	const [only] = drafts;
	return drafts.length === 1 && (typeof only === 'string' || (typeof only === 'object' && '#reference' in only)) ? only : { '#text': drafts };
}

function valueDraft(value: Value): Draft | undefined {
	switch (value.kind) {
		case 'known': return value.scalar;
		case 'reference': case 'pseudo': return draftOfText([value]);
		case 'text': return draftOfText(value.parts);
		case 'list': {
			const items = value.items.map(valueDraft);
			return value.open || !items.every(item => item !== undefined) ? undefined : items;
		}
		case 'map': {
			const entries = [...value.entries].map(([name, entry]) => [name, valueDraft(entry.value)] as const);
			return value.open || entries.some(([, one]) => one === undefined) ? undefined : Object.fromEntries(entries) as DraftMap;
		}
		default: return undefined;
	}
}

function partDraft(part: TextPart): DraftText['#text'][number] | undefined {
	if (typeof part === 'string') return part;
	if (part.kind === 'reference') return { '#reference': part.target, attribute: part.attribute };
	if (part.kind === 'pseudo' && (part.name === 'AWS::AccountId' || part.name === 'AWS::Region' || part.name === 'AWS::Partition')) return { '#pseudo': part.name };
	return undefined;
}
