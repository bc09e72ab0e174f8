/**
 * What names mean in a module: variables, locals, outputs, resources and data sources, and their attributes. Which attribute of AWS's
 * a reference means it asks the mappings.
 */
import type { Site, Value } from '../../model/value.ts';
import { pascal } from './collections.ts';
import { dataAttribute } from './data-sources.ts';
import type { Evaluator } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { attributeOf as mappedAttribute } from './mappings/registry.ts';
import type { Block } from './module.ts';
import { type Located, NOTHING, type Scope } from './scope.ts';
import { conform } from './type-constraint.ts';
import { type Plain, WHOLE, failed, failure, moved, settled, unknown } from './values.ts';

/** `var.x`, `local.x`, `type.name`, `data.type.name` and the like; undefined where the expression is none of these. */
export function named(evaluator: Evaluator, expression: Expression & { kind: 'attribute' }, scope: Scope, site: Site): Value | undefined {
	const { of, name } = expression;
	if (of.kind === 'attribute' && of.of.kind === 'variable' && of.of.name === 'data' && !scope.variables.has('data')) {
		const address = `data.${of.name}.${name}`;
		return evaluator.instances.whole(address, site) ?? unknown('the data source is not in this module', site, evaluator.prefix + address);
	}
	if (of.kind !== 'variable' || scope.variables.has(of.name)) return undefined;
	switch (of.name) {
		case 'var': return variable(evaluator, name, site);
		case 'local': return local(evaluator, name, site);
		case 'data': return unknown('an incomplete reference', site);
		case 'module': return evaluator.instances.whole(`module.${name}`, site) ?? unknown(`there is no call of module ${name}`, site, `${evaluator.prefix}module.${name}`);
		case 'path': case 'terraform': return unknown('known only when Terraform runs', site, `${of.name === 'path' && name === 'module' ? evaluator.prefix : ''}${of.name}.${name}`);
		case 'self': case 'each': case 'count': return unknown(`${of.name} has no meaning here`, site);
		default: {
			const address = `${of.name}.${name}`;
			// What is declared nowhere is still a reference: the value does not change when somebody declares it.
			return evaluator.instances.whole(address, site) ?? (/^[a-z][a-z0-9]*_/.test(of.name)
				? { kind: 'reference', target: evaluator.prefix + address, attribute: WHOLE, site } : failure(`${of.name} is not defined`, site));
		}
	}
}

function variable(evaluator: Evaluator, name: string, site: Site): Value {
	const block = evaluator.module.blocks.get(`var.${name}`);
	const identity = `${evaluator.prefix}var.${name}`;
	if (!block) return unknown(`variable ${name} is not declared`, site, identity);
	evaluator.read(block);
	const value = evaluator.once(block.address, site, block.address, () => {
		const sensitive = settled(evaluator.argument(block, 'sensitive', evaluator.plainScope(block)));
		const kept = { how: 'hidden' as const, by: `variable ${name}` };
		if (sensitive.kind === 'known' && sensitive.scalar === true) {
			return { ...unknown(`variable ${name} is sensitive`, site, identity), kept: saysDefault(evaluator, block) ? { ...kept, how: 'shown' } : kept };
		}
		const ephemeral = settled(evaluator.argument(block, 'ephemeral', evaluator.plainScope(block)));
		const how = ephemeral.kind === 'known' && ephemeral.scalar === true ? 'hidden' as const : 'shown' as const;
		return given(evaluator, block) ?? { ...unknown(evaluator.call ? `${evaluator.call.id} does not set ${name}` : `variable ${name} has no default`, site, identity), kept: { ...kept, how } };
	});
	const input = evaluator.call ? undefined : evaluator.module.inputs.get(name);
	const known = value.kind === 'unknown' && value.identity === identity;
	if (evaluator.call || known || value.kind === 'absent') return moved(value, site);
	const source = input ? `variable ${name} (${input.file})` : `variable ${name}`;
	return { kind: 'assumed', value, site, source, sourceSite: input?.site ?? value.site, implies: evaluator.session.impliedBy(source) };
}

/** The file itself says what a sensitive variable is unless somebody says otherwise; an empty text says nothing. */
function saysDefault(evaluator: Evaluator, block: Block): boolean {
	const usual = settled(evaluator.argument(block, 'default', evaluator.plainScope(block)));
	return !evaluator.call && usual.kind === 'known' && usual.scalar !== null && usual.scalar !== '';
}

/** What a variable is set to: by the call, by a variable file, or by its default. */
function given(evaluator: Evaluator, block: Block): Value | undefined {
	const scope = evaluator.plainScope(block);
	const typed = (value: Value): Value => conform(evaluator, value, block);
	const usual = () => {
		const value = evaluator.argument(block, 'default', scope);
		return value.kind === 'absent' ? undefined : typed(value);
	};
	if (evaluator.call) {
		const { evaluator: caller, block: call, scope: outer } = evaluator.call;
		caller.read(call);
		const value = caller.argument(call, block.name, outer);
		const nullable = settled(evaluator.argument(block, 'nullable', scope));
		const isNull = value.kind === 'known' && value.scalar === null;
		return value.kind === 'absent' || (isNull && nullable.kind === 'known' && nullable.scalar === false) ? usual() : typed(value);
	}
	const input = evaluator.module.inputs.get(block.name);
	if (!input) return usual();
	evaluator.session.reads.add(`${input.site.uri}#input.${block.name}`);
	return typed(evaluator.evaluate(input.value, { frame: input.frame, variables: NOTHING }));
}

/** An output of a module, as whoever calls it sees it. */
function output(evaluator: Evaluator, name: string, site: Site): Value {
	const block = evaluator.module.blocks.get(`output.${name}`);
	if (!block) return failure(`${evaluator.call?.id ?? 'the module'} has no output ${name}`, site);
	return moved(evaluator.once(block.address, site, block.address, () => {
		evaluator.read(block);
		return evaluator.argument(block, 'value', evaluator.plainScope(block));
	}), site);
}

function local(evaluator: Evaluator, name: string, site: Site): Value {
	const block = evaluator.module.blocks.get(`local.${name}`);
	if (!block) return unknown(`local.${name} is not declared`, site, `${evaluator.prefix}local.${name}`);
	const value = evaluator.once(block.address, site, block.address, () => {
		evaluator.read(block);
		return evaluator.evaluate(block.body, evaluator.plainScope(block));
	});
	return value.kind === 'choice' ? { ...value, site } : moved(value, site);
}

/** `.name` of a value without alternatives. */
export function attributeOf(evaluator: Evaluator, of: Plain, name: string, site: Site): Value {
	switch (of.kind) {
		case 'map': {
			const entry = of.entries.get(name);
			if (entry) return entry.value;
			return of.open ? unknown('known only after the deployment', site) : failure(`there is no ${name}`, site);
		}
		case 'reference': return of.attribute === WHOLE ? resourceAttribute(evaluator, of.target, name, site) : unknown('known only after the deployment', site);
		case 'unknown': return failed(of) ? moved(of, site) : unknown(of.reason, site, of.identity && `${of.identity}.${name}`);
		case 'list': return of.items.length === 1 ? evaluator.attribute(of.items[0]!, name, site) : failure(`a list has no ${name}`, site);
		default: return failure(`there is no ${name}`, site);
	}
}

function resourceAttribute(evaluator: Evaluator, target: string, name: string, site: Site): Value {
	const found = evaluator.instances.find(target);
	if (found?.block.kind === 'data') {
		readAll(found);
		return dataAttribute(found, target, name, site);
	}
	if (found?.block.kind === 'module') {
		readAll(found);
		const called = evaluator.instances.called(target);
		return called ? output(called, name, site) : unknown(`${target} is not read`, site, `${target}.${name}`);
	}
	const type = found?.block.type ?? typeIn(target);
	// What the provider makes up is in the state alone, and shown nowhere.
	if (type === 'random_password' && name !== 'length') return { ...unknown('made up when Terraform runs', site, `${target}.${name}`), kept: { how: 'hidden', by: target } };
	const attribute = mappedAttribute(type, name);
	if (attribute && !attribute.startsWith('=')) return { kind: 'reference', target, attribute, site };
	const argument = found?.evaluator.argument(found.block, attribute?.slice(1) ?? name, found.scope);
	if (found && argument && argument.kind !== 'absent') {
		readAll(found);
		return moved(argument, site);
	}
	return { kind: 'reference', target, attribute: pascal(name), site };
}

function readAll({ evaluator, block, reads }: Located): void {
	evaluator.read(block);
	for (const read of reads ?? []) evaluator.session.reads.add(read);
}

/** The type in the address of a resource that is declared nowhere. */
function typeIn(target: string): string {
	return target.split('.').at(-2) ?? '';
}

