/** Conditions of one statement that no request can meet together. A condition of which not all is known contradicts nothing. */
import { type Clause, absent, isNegated } from './conditions.ts';
import { compareIp } from './ip.ts';
import { type Pattern, covers, hasWildcard, intersects, literal } from './patterns.ts';

/** Whether two conditions on one key exclude one another for every request. */
export function contradict(one: Clause, other: Clause): boolean {
	if (one.key !== other.key || one.set || other.set || one.open || other.open || one.values.length === 0 || other.values.length === 0) return false;
	if (one.operator === 'Null' || other.operator === 'Null') return againstNull(one, other);
	// Of a request without the key both must be true, or one of them decides.
	if (absent(one) === 'yes' && absent(other) === 'yes') return false;
	if (kindOf(one) !== kindOf(other)) return false;
	switch (kindOf(one)) {
		case 'text': return texts(one, other);
		case 'number': return bounds(one, other);
		case 'address': return addresses(one, other);
		default: return false;
	}
}

/** The key has to be absent, and to be there. */
function againstNull(one: Clause, other: Clause): boolean {
	const [isNull, demand] = one.operator === 'Null' ? [one, other] : [other, one];
	const wanted = isNull.values.map(({ pattern }) => literal(pattern)?.toLowerCase());
	return demand.operator !== 'Null' && wanted.every(text => text === 'true') && absent(demand) === 'no';
}

function kindOf({ operator }: Clause): 'text' | 'number' | 'address' | undefined {
	if (/^(String|Arn|Bool)/.test(operator) && !operator.endsWith('IgnoreCase')) return 'text';
	if (/^(Numeric|Date)(Less|Greater)/.test(operator)) return 'number';
	return operator.endsWith('IpAddress') ? 'address' : undefined;
}

function texts(one: Clause, other: Clause): boolean {
	const [a, b] = [patternsOf(one), patternsOf(other)];
	if (!isNegated(one.operator) && !isNegated(other.operator)) return a.every(left => b.every(right => intersects(left, right) === 'no'));
	if (isNegated(one.operator) === isNegated(other.operator)) return false;
	const [wanted, barred] = isNegated(one.operator) ? [b, a] : [a, b];
	// A wildcard in an ARN does not reach into the next section.
	const sectioned = one.operator.startsWith('Arn') || other.operator.startsWith('Arn');
	return wanted.every(left => barred.some(right => !(sectioned && hasWildcard(right)) && covers(right, left) === 'yes'));
}

/** Truth is read without regard to case. */
function patternsOf({ operator, values }: Clause): readonly Pattern[] {
	return values.map(({ pattern }) => (operator === 'Bool' ? { ...pattern, tokens: pattern.tokens.map(token => (typeof token === 'string' ? token.toLowerCase() : token)) } : pattern));
}

/** A lower bound that is above the upper. */
function bounds(one: Clause, other: Clause): boolean {
	if (one.operator.startsWith('Date') !== other.operator.startsWith('Date') || one.operator.includes('Less') === other.operator.includes('Less')) return false;
	const [below, above] = one.operator.includes('Less') ? [one, other] : [other, one];
	// One of the values is enough: the widest counts.
	const upper = Math.max(...below.values.map(({ pattern }) => scale(below, literal(pattern))));
	const lower = Math.min(...above.values.map(({ pattern }) => scale(above, literal(pattern))));
	const touching = below.operator.endsWith('Equals') && above.operator.endsWith('Equals');
	return lower > upper || (lower === upper && !touching);
}

/** NaN, which is neither above nor below anything, for what is not known. */
function scale({ operator }: Clause, text: string | undefined): number {
	if (text === undefined || text.trim() === '') return NaN;
	return operator.startsWith('Numeric') || /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
}

function addresses(one: Clause, other: Clause): boolean {
	const range = ({ pattern }: Clause['values'][number]) => literal(pattern) ?? '';
	if (isNegated(one.operator) === isNegated(other.operator)) return false;
	const [wanted, barred] = isNegated(one.operator) ? [other, one] : [one, other];
	return wanted.values.every(left => barred.values.some(right => compareIp(range(right), range(left)) === 'yes'));
}
