/**
 * The obvious evaluator: decides one concrete request against one concrete policy, as AWS documents it, with regular
 * expressions and no cleverness. It shares no code with the engine, which is held against it.
 */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface PlainRequest {
	/** Undefined for an anonymous caller. */
	readonly arn?: string;
	readonly account?: string;
	readonly service?: string;
	readonly action: string;
	readonly resource: string;
	/** A key that is missing here is not in the request. Keys in lower case. */
	readonly context: Readonly<Record<string, string | readonly string[]>>;
}

type Fields = { readonly [key: string]: Json };

export function decide(policy: Json, request: PlainRequest): 'allowed' | 'denied' | 'not allowed' {
	const fill = (policy as Fields)['Version'] === '2012-10-17' ? filled(request) : undefined;
	const applying = many((policy as Fields)['Statement']!).filter(statement => applies(statement as Fields, request, fill)) as Fields[];
	if (applying.some(statement => statement['Effect'] === 'Deny')) return 'denied';
	return applying.some(statement => statement['Effect'] === 'Allow') ? 'allowed' : 'not allowed';
}

/** A policy's text in this request: variables have its values; undefined where it has none for them. Characters that are meant literally are escaped with `\\`. */
type Fill = (text: string) => string | undefined;

function filled({ context }: PlainRequest): Fill {
	return text => {
		let missing = false;
		const result = text.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => {
			if (['*', '?', '$'].includes(name)) return `\\${name}`;
			const value = context[name.toLowerCase()];
			if (typeof value !== 'string') missing = true;
			return String(value).replaceAll(/[*?\\]/g, '\\$&');
		});
		return missing ? undefined : result;
	};
}

function applies(statement: Fields, request: PlainRequest, fill: Fill = text => text): boolean {
	return principal(statement, request)
		&& element(statement, 'Action', text => like(text.toLowerCase(), request.action.toLowerCase()))
		&& element(statement, 'Resource', text => {
			const wanted = fill(text);
			return wanted !== undefined && like(wanted, request.resource);
		})
		&& Object.entries((statement['Condition'] ?? {}) as Fields).every(([operator, keys]) => Object.entries(keys as Fields)
			.every(([key, values]) => condition(operator, key, many(values).map(value => fill(String(value))).filter(value => value !== undefined), request)));
}

function element(statement: Fields, name: string, test: (text: string) => boolean): boolean {
	const written = statement[name];
	return written !== undefined ? many(written).some(text => test(String(text))) : !many(statement[`Not${name}`]!).some(text => test(String(text)));
}

function principal(statement: Fields, request: PlainRequest): boolean {
	const named = (written: Json) => (typeof written === 'string' ? named2('AWS', written) : Object.entries(written as Fields).some(([type, names]) => many(names).some(name => named2(type, String(name)))));
	const named2 = (type: string, name: string): boolean => {
		if (name === '*') return true;
		if (type === 'Service') return request.service === name;
		if (type !== 'AWS') return false;
		return request.arn === name || (request.account !== undefined && (name === request.account || name === `arn:aws:iam::${request.account}:root`));
	};
	return statement['Principal'] !== undefined ? named(statement['Principal']) : !named(statement['NotPrincipal']!);
}

function condition(operator: string, key: string, values: readonly string[], request: PlainRequest): boolean {
	const given = request.context[key.toLowerCase()];
	const set = /^(ForAnyValue|ForAllValues):/.exec(operator)?.[1];
	const optional = operator.endsWith('IfExists');
	const name = operator.replace(/^\w+:/, '').replace(/IfExists$/, '');
	if (name === 'Null') return values.some(value => (value === 'true') === (given === undefined));
	const negated = name.includes('Not');
	if (given === undefined) return optional || set === 'ForAllValues' || (set === undefined && negated);
	const one = (value: string) => values.some(wanted => matches(name.replace('Not', ''), wanted, value)) !== negated;
	const list = many(given) as readonly string[];
	return set === 'ForAnyValue' ? list.some(one) : list.every(one);
}

function matches(operator: string, wanted: string, given: string): boolean {
	switch (operator) {
		case 'StringEquals': return plain(wanted) === given;
		case 'StringEqualsIgnoreCase': return plain(wanted).toLowerCase() === given.toLowerCase();
		case 'StringLike': return like(wanted, given);
		case 'Bool': return wanted.toLowerCase() === given.toLowerCase();
		case 'ArnEquals': case 'ArnLike': {
			const want = sections(wanted), have = sections(given);
			return wanted === '*' || (want.length === have.length && want.every((section, index) => like(section, have[index]!)));
		}
		case 'IpAddress': return within(wanted, given);
		case 'NumericEquals': return Number(given) === Number(wanted);
		case 'NumericLessThan': return Number(given) < Number(wanted);
		case 'NumericLessThanEquals': return Number(given) <= Number(wanted);
		case 'NumericGreaterThan': return Number(given) > Number(wanted);
		case 'NumericGreaterThanEquals': return Number(given) >= Number(wanted);
		case 'DateEquals': return Date.parse(given) === Date.parse(wanted);
		case 'DateLessThan': return Date.parse(given) < Date.parse(wanted);
		case 'DateLessThanEquals': return Date.parse(given) <= Date.parse(wanted);
		case 'DateGreaterThan': return Date.parse(given) > Date.parse(wanted);
		case 'DateGreaterThanEquals': return Date.parse(given) >= Date.parse(wanted);
		default: throw new Error(operator);
	}
}

function sections(arn: string): string[] {
	const parts = arn.split(':');
	return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** `*` and `?` are wildcards; behind a `\\` they are themselves. */
function like(wanted: string, given: string): boolean {
	const source = wanted.replaceAll(/\\?./gsu, token => (token === '*' ? '.*' : token === '?' ? '.' : `\\u{${token.at(-1)!.codePointAt(0)!.toString(16)}}`));
	return new RegExp(`^${source}$`, 'su').test(given);
}

function plain(wanted: string): string {
	return wanted.replaceAll(/\\(.)/gs, '$1');
}

/** IPv4 only. */
function within(range: string, address: string): boolean {
	const [network, length = '32'] = range.split('/');
	const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
	const size = 2 ** (32 - Number(length));
	return Math.floor(number(network!) / size) === Math.floor(number(address) / size);
}

function many(value: Json | readonly string[]): readonly Json[] {
	return Array.isArray(value) ? value : [value as Json];
}
