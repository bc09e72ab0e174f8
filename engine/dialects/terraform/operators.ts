/** Terraform's operators on values without alternatives. */
import type { Site, Value } from '../../model/value.ts';
import { toNumber } from '../../model/value.ts';
import { type Plain, failed, failure, isWhole, known, sameValue } from './values.ts';

/** The result, or undefined where it cannot be known. */
export function operate(operator: string, operands: readonly Plain[], site: Site): Value | undefined {
	// The right side does not matter where the left one decides.
	const decisive = operator === '&&' ? false : operator === '||' ? true : undefined;
	if (decisive !== undefined && truth(operands[0]!) === decisive) return known(decisive, site);
	const wrong = operands.find(failed);
	if (wrong) return failure((wrong as { reason: string }).reason, site);
	if (operands.length === 1) return unary(operator, operands[0]!, site);
	const [left, right] = operands as [Plain, Plain];
	if (operator === '==' || operator === '!=') {
		const same = equal(left, right);
		return same === undefined ? undefined : known(same === (operator === '=='), site);
	}
	if (operator === '&&' || operator === '||') return logical(operator, left, right, site);
	if (left.kind !== 'known' || right.kind !== 'known') return undefined;
	const result = arithmetic(operator, toNumber(left.scalar ?? undefined), toNumber(right.scalar ?? undefined));
	return result === undefined ? failure(`${operator} needs numbers`, site) : known(result, site);
}

function unary(operator: string, of: Plain, site: Site): Value | undefined {
	if (of.kind !== 'known') return undefined;
	if (operator === '!') {
		const flag = truth(of);
		return flag === undefined ? failure('! needs a truth value', site) : known(!flag, site);
	}
	const number = toNumber(of.scalar ?? undefined);
	return number === undefined ? failure('- needs a number', site) : known(-number, site);
}

function logical(operator: string, left: Plain, right: Plain, site: Site): Value | undefined {
	const decisive = operator === '||';
	const [a, b] = [truth(left), truth(right)];
	if (a === decisive || b === decisive) return known(decisive, site);
	return a === undefined || b === undefined ? undefined : known(!decisive, site);
}

/** `true`, and the strings that Terraform takes for it. */
export function truth(value: Value): boolean | undefined {
	if (value.kind !== 'known') return undefined;
	if (value.scalar === true || value.scalar === 'true' || value.scalar === '1') return true;
	return value.scalar === false || value.scalar === 'false' || value.scalar === '0' ? false : undefined;
}

/** Terraform converts neither side: `1 == "1"` is false. */
function equal(a: Plain, b: Plain): boolean | undefined {
	if (a.kind === 'known' && b.kind === 'known') return a.scalar === b.scalar;
	if (isNull(a) || isNull(b)) {
		const other = isNull(a) ? b : a;
		return other.kind === 'unknown' || isWhole(other) ? undefined : false;
	}
	const shapes = [a.kind, b.kind];
	if (shapes.includes('known') && (shapes.includes('map') || shapes.includes('list'))) return false;
	if (a.kind === 'list' && b.kind === 'list' && !a.open && !b.open && a.items.length !== b.items.length) return false;
	return sameValue(a, b) ? true : undefined;
}

function isNull(value: Plain): boolean {
	return value.kind === 'known' && value.scalar === null;
}

function arithmetic(operator: string, a: number | undefined, b: number | undefined): number | boolean | undefined {
	if (a === undefined || b === undefined) return undefined;
	switch (operator) {
		case '+': return a + b;
		case '-': return a - b;
		case '*': return a * b;
		case '/': return b === 0 ? undefined : a / b;
		case '%': return b === 0 ? undefined : a % b;
		case '<': return a < b;
		case '<=': return a <= b;
		case '>': return a > b;
		case '>=': return a >= b;
		default: return undefined;
	}
}
