/** Holds every mapping table to its word: its names are AWS's, and what is written through it is read again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import { type Mapping, onlyItems } from '../../../engine/dialects/terraform/mapping.ts';
import { mappings } from '../../../engine/dialects/terraform/mappings/registry.ts';
import type { Change } from '../../../engine/model/change.ts';
import { type Design, hcl, module } from './design.ts';
import { checkPath } from '../../harness/specification.ts';

const specification = await loadAwsServiceSpec();

/** Fields that a table can say by itself. */
function written(mapping: Mapping): Mapping['fields'] {
	// What several companions add to is written by hand.
	return mapping.adds ? [] : mapping.fields.filter((field, index, all) => !field.read && !field.readOnly && !field.single
		&& all.findIndex(other => other.to.join('.') === field.to.join('.')) === index);
}

/** A property's path with the only item of every list. */
function path(to: readonly string[]): (string | number)[] {
	return to.map(segment => (segment === '[]' ? 0 : segment));
}

/** The property's path with the only items of lists that Terraform has no list for. */
function unfolded(field: Mapping['fields'][number]): readonly (string | number)[] {
	let left = onlyItems(field);
	return field.to.map(segment => (segment === '[]' && left-- > 0 ? 0 : segment));
}

function scalarsOf(field: Mapping['fields'][number]): fc.Arbitrary<string | number | boolean> {
	if (field.values) return fc.constantFrom(...field.values.map(([, aws]) => aws as string | boolean));
	const any = fc.oneof(fc.string().filter(text => !/[$%]{2}\{/.test(text)), fc.integer(), fc.boolean(), fc.constantFrom('${x}', '%{ if }', '"quoted"', 'line\nend', '&{a}'));
	return field.unset === undefined ? any : any.filter(value => String(value) !== String(field.unset));
}

type Syntax = 'JSON' | 'HCL';
const syntaxes: Syntax[] = ['JSON', 'HCL'];

/** The module that a mapping's resource stands in; a companion is made by the change. */
function home(mapping: Mapping, syntax: Syntax): { design: Design; id: string } {
	const base = mapping.kind === 'companion' ? mappings.find(one => one.kind === 'resource' && one.type === mapping.type)! : mapping;
	const body = { ...base.where ? { [base.where[0]]: base.where[1] } : {}, ...base.kind === 'inline' ? { [base.of!]: base.of === 'policy' ? '{}' : 'x' } : {} };
	const design = syntax === 'JSON'
		? module({ resource: { [base.terraform]: { it: body } } })
		: hcl(`resource "${base.terraform}" "it" {\n${Object.entries(body).map(([name, value]) => `  ${name} = ${JSON.stringify(value)}\n`).join('')}}\n`);
	return { design, id: base.kind === 'inline' ? `${base.terraform}.it.${base.of}` : `${base.terraform}.it` };
}

describe.each(mappings.map(mapping => [`${mapping.terraform} (${mapping.kind} of ${mapping.type})`, mapping] as const))('%s', (_, mapping) => {
	test('names properties and attributes that AWS has', () => {
		if (mapping.type.startsWith('Plumbline::')) return;
		const [type] = specification.lookup('resource', 'cloudFormationType', 'equals', mapping.type);
		expect(type, mapping.type).toBeDefined();
		for (const field of mapping.fields) expect(() => checkPath(mapping.type, field.to.join('.').replaceAll('.[]', ''))).not.toThrow();
		if (mapping.kind !== 'resource') return;
		const attributes = Object.values(mapping.attributes ?? {}).filter(name => name !== 'Ref' && !name.startsWith('='));
		// An attribute may be an object of which AWS documents the parts, and a property can serve as one.
		const known = [...Object.keys(type!.attributes), ...Object.keys(type!.properties)];
		for (const name of attributes) expect(known.some(one => one === name || one.startsWith(`${name}.`)), name).toBe(true);
	});

	test.each(syntaxes)('reads what it writes in %s', syntax => {
		const own = written(mapping);
		for (const field of own) {
			fc.assert(fc.property(scalarsOf(field), value => {
				// An empty argument makes no second resource.
				fc.pre(mapping.kind !== 'inline' || value !== '');
				const { design, id } = home(mapping, syntax);
				const to = unfolded(field);
				const items = to.indexOf('[]');
				const nested = (to: readonly string[]): Change['kind'] extends string ? unknown : never => to.reduceRight<unknown>((inner, name) => (name === '[]' ? [inner] : { [name]: inner }), field.json ? { Statement: [value] } : value);
				const change: Change = items < 0
					? { kind: 'set', resource: id, path: to, value: nested([]) as never }
					: { kind: 'append', resource: id, path: to.slice(0, items), value: nested(field.to.slice(items + 1)) as never };
				if (items >= 0 && field.to[items + 1] === undefined) return;
				const after = design.write([change]);
				if (typeof after === 'string') throw new Error(after);
				const property = path(field.to).reduce<unknown>((found, segment) => (found as never)?.[segment], after.properties(id));
				expect(after.problems, after.text).toEqual([]);
				expect(property, after.text).toEqual(field.json ? { Statement: [value] } : value);
				// Once there, the same change is a change of the value, and the text is what it was.
				const again = after.write([{ kind: 'set', resource: id, path: path(field.to), value: nested([]) as never }]);
				expect(typeof again === 'string' ? again : again.text).toBe(after.text);
			}), { numRuns: 8 });
		}
	});

	test.each(syntaxes)('takes away what it wrote in %s', syntax => {
		for (const field of written(mapping)) {
			if (mapping.kind === 'inline') continue;
			const { design, id } = home(mapping, syntax);
			const to = unfolded(field);
			const items = to.indexOf('[]');
			const value = field.values?.[0]?.[1] ?? 'value';
			const nested = (to: readonly string[]) => to.reduceRight<unknown>((inner, name) => (name === '[]' ? [inner] : { [name]: inner }), value);
			const make: Change = items < 0
				? { kind: 'set', resource: id, path: to, value }
				: { kind: 'append', resource: id, path: to.slice(0, items), value: nested(field.to.slice(items + 1)) as never };
			const after = design.write([make]);
			if (typeof after === 'string') throw new Error(after);
			const gone = after.write([{ kind: 'remove', resource: id, path: path(field.to) }]);
			if (typeof gone === 'string') throw new Error(`${field.from.join('.')}: ${gone}`);
			expect(gone.problems, gone.text).toEqual([]);
			const left = path(field.to).reduce<unknown>((found, segment) => (found as never)?.[segment], gone.properties(id));
			// A block that stays empty says what the provider would send; the change may have made it of another resource that says the same property.
			const usual = field.usual ?? mappings.filter(one => one.type === mapping.type && one.kind === 'companion').flatMap(one => one.fields).find(one => one.to.join('.') === field.to.join('.'))?.usual;
			if (usual === undefined || left !== undefined) expect(left, gone.text).toEqual(mapping.defaults?.[field.from[0]!] ?? usual);
		}
	});
});
