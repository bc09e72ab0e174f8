/** Dynamic references (`{{resolve:ssm:/name}}`): text that CloudFormation replaces when the stack is deployed. */
import type { Site, TextPart } from '../../model/value.ts';

const OPENING = '{{resolve:';
const CLOSING = '}}';

/** Replaces each dynamic reference in the parts by an unknown whose identity is its text. */
export function dynamicParts(parts: readonly TextPart[], site: Site): readonly TextPart[] {
	if (!parts.some(part => typeof part === 'string' && part.includes(OPENING))) return parts;
	const result: TextPart[] = [];
	let open: string | undefined;
	for (const part of parts) {
		if (typeof part !== 'string') {
			if (open === undefined) result.push(part);
			else open += `\${${part.kind === 'reference' ? part.target : part.kind}}`;
			continue;
		}
		let rest = part;
		while (rest !== '') {
			if (open === undefined) {
				const at = rest.indexOf(OPENING);
				result.push(at < 0 ? rest : rest.slice(0, at));
				rest = at < 0 ? '' : rest.slice(at);
				if (at >= 0) open = '';
				continue;
			}
			const end = rest.indexOf(CLOSING);
			open += end < 0 ? rest : rest.slice(0, end + CLOSING.length);
			rest = end < 0 ? '' : rest.slice(end + CLOSING.length);
			if (end >= 0) {
				result.push(resolved(open, site));
				open = undefined;
			}
		}
	}
	if (open !== undefined) result.push(resolved(open, site));
	return result;
}

function resolved(text: string, site: Site): TextPart {
	const service = /^\{\{resolve:([\w-]+)/.exec(text)?.[1] ?? '';
	const from = { ssm: 'a parameter of Systems Manager', 'ssm-secure': 'a secure parameter of Systems Manager', secretsmanager: 'a secret of Secrets Manager' }[service];
	return {
		kind: 'unknown', reason: `resolved from ${from ?? 'elsewhere'} at deployment`, identity: text, site,
		...(from && { kept: { how: service === 'ssm' ? 'stored' as const : 'hidden' as const, by: from } }),
	};
}
