/** Turns what a design says into something that can be written again elsewhere in it. */
import type { Draft, DraftMap } from './change.ts';
import type { Property } from './resource.ts';
import type { TextPart, Value } from './value.ts';

/** The property as a draft, or undefined where some of it is conditional or cannot be known. */
export function draftOf(property: Property): Draft | undefined {
	return property.value && draft(property.value);
}

function draft(value: Value): Draft | undefined {
	switch (value.kind) {
		case 'known': return value.scalar;
		case 'reference': return { '#reference': value.target, attribute: value.attribute };
		case 'text': {
			const parts = value.parts.map(textPart);
			return parts.some(part => part === undefined) ? undefined : { '#text': parts as (string | ReturnType<typeof textPart> & object)[] };
		}
		case 'list': {
			const items = value.open ? [undefined] : value.items.map(draft);
			return items.includes(undefined) ? undefined : items as Draft[];
		}
		case 'map': {
			const entries = value.open ? [['', undefined] as const] : [...value.entries].map(([name, entry]) => [name, draft(entry.value)] as const);
			return entries.some(([, one]) => one === undefined) ? undefined : Object.fromEntries(entries) as DraftMap;
		}
		default: return undefined;
	}
}

function textPart(part: TextPart): string | { '#reference': string; attribute: string } | { '#pseudo': 'AWS::AccountId' | 'AWS::Region' | 'AWS::Partition' } | undefined {
	if (typeof part === 'string') return part;
	if (part.kind === 'reference') return { '#reference': part.target, attribute: part.attribute };
	if (part.kind === 'pseudo' && (part.name === 'AWS::AccountId' || part.name === 'AWS::Region' || part.name === 'AWS::Partition')) return { '#pseudo': part.name };
	return undefined;
}
