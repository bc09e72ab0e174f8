/** The objects of a plan or state as instances, which the mapping tables read like those of a configuration. */
import type { Block as TextBlock } from '../../../model/lowered.ts';
import type { Site, Value } from '../../../model/value.ts';
import { type Entry, type Node, entry, get } from '../../../syntax/tree.ts';
import type { SourceDocument } from '../../dialect.ts';
import { pascal } from '../collections.ts';
import { Evaluator } from '../evaluate.ts';
import type { Instance } from '../instances.ts';
import { attributeOf, mappingsOf } from '../mappings/registry.ts';
import { type Block, directoryOf, frameOf } from '../module.ts';
import { assemble } from '../policy-document.ts';
import { Session } from '../session.ts';
import { holding, moved, unknown } from '../values.ts';
import { Configuration, type Target } from './configuration.ts';
import { type Face, type Kind, type Shown, entryOf, isTrue, objectsIn } from './document.ts';
import { bodyOf, providersIn } from './providers.ts';
import { type Stated, type Whole, member, read } from './values.ts';

/** Arguments of policy documents in which a name is seldom the whole: `"${aws_s3_bucket.b.arn}/*"` and the ARN alone look the same. */
const COMPOSED = new Set(['resources', 'not_resources', 'values']);

export class ShownInstances {
	readonly session = new Session();
	readonly all: readonly Instance[];
	readonly texts: readonly TextBlock[];
	readonly objects: ReadonlyMap<string, Shown>;
	private readonly configuration: Configuration;
	private readonly evaluator: Evaluator;
	private readonly instances = new Map<string, Instance>();
	/** By address without the own key. */
	private readonly groups = new Map<string, Instance[]>();
	private readonly uri: string;

	constructor(private readonly document: SourceDocument, kind: Kind, face: Face) {
		const { uri, tree } = document;
		this.uri = uri;
		const written = kind === 'plan' ? entry(tree.root, 'configuration') : undefined;
		this.configuration = new Configuration(written?.value);
		this.evaluator = new Evaluator({ blocks: kind === 'plan' ? providersIn(document) : new Map(), inputs: new Map(), texts: [], problems: [], documents: [document], directory: directoryOf(uri), downloaded: false }, this.session);
		this.objects = new Map(objectsIn(tree.root, kind, face).map(one => [one.address, one]));
		const rest = written ? [this.text('configuration', written.range)] : [];
		// Whatever a value rests on besides its own object: other objects are found by the configuration.
		const reads = new Set(rest.map(one => one.id));
		for (const one of this.objects.values()) this.add(one, reads);
		this.all = [...this.instances.values()].filter(one => one.block.kind === 'resource');
		this.texts = [...rest, ...[...this.instances.values()].flatMap(one => one.block.written.map(({ text }) => text))];
	}

	private text(name: string, range: TextBlock['range'], address?: string): TextBlock {
		return { id: `${this.uri}#${name}`, uri: this.uri, range, text: this.document.tree.text.slice(range.start, range.end), ...(address !== undefined && { address }) };
	}

	private add(one: Shown, reads: ReadonlySet<string>): void {
		const { address, module, type, name, data, label, node, key } = one;
		const site: Site = { uri: this.uri, range: label.range };
		const local = `${data ? 'data.' : ''}${type}.${name}`;
		const block: Block = {
			kind: data ? 'data' : 'resource', type, name, address: local, site, frame: frameOf(this.document), body: bodyOf(this.configuration.resource(module, local), node.range),
			written: [{ document: this.document, entry: entryOf(one), text: this.text(address, node.range, data ? undefined : address) }],
		};
		const scope = this.evaluator.plainScope(block);
		const group = `${module && `${module}.`}${local}`;
		const whole: Whole = { evaluator: this.evaluator, scope, uri: this.uri, address, site, resolve: (stated, at) => this.resolve(one, stated, at) };
		const top: Stated = { value: one.values, unknown: one.unknown, sensitive: one.sensitive, expression: this.configuration.of(module, local), at: undefined, path: '' };
		const instance: Instance = {
			id: address, address: group, block, scope, evaluator: this.evaluator, reads, when: [], ...(typeof key === 'string' && { key }),
			argument: argument => this.evaluator.once(`${address} ${argument}`, site, `${address}.${argument}`, () => this.argument(one, argument, top, whole)),
		};
		this.instances.set(address, instance);
		const others = this.groups.get(group);
		if (others) others.push(instance);
		else this.groups.set(group, [instance]);
	}

	private argument(one: Shown, name: string, top: Stated, whole: Whole): Value {
		const { site } = whole;
		switch (name) {
			// A plan does not tell what Terraform itself is asked to do with a resource.
			case 'lifecycle': return { kind: 'map', site, entries: new Map([['prevent_destroy', { key: site, value: unknown('a plan does not say it', site) }]]) };
			case 'depends_on': return this.dependencies(one, site);
		}
		const at: Entry | undefined = entry(one.values, name) ?? entry(one.unknown, name);
		const stated = member(top, name, at);
		if (isSecret(one.sensitive, name)) return unknown('sensitive', at ? { uri: this.uri, range: at.key.range } : site, `${one.address} ${name} (sensitive)`);
		// Where nothing is said of the unknown, what is written and has no value is unknown.
		if (!at && !one.unknown && stated.expression !== undefined && stated.expression !== 'unwritten' && get(stated.expression, 'references')) {
			return this.resolve(one, stated, site) ?? unknown('known after apply', site, `${one.address} ${name} (known after apply)`);
		}
		return read(stated, whole);
	}

	private dependencies({ module, type, name }: Shown, site: Site): Value {
		const { prefix } = this.configuration.context(module);
		const items = this.configuration.dependencies(module, `${type}.${name}`).map((node): Value => ({
			kind: 'known', scalar: prefix + (node.kind === 'scalar' ? String(node.value) : ''), site: { uri: this.uri, range: node.range },
		}));
		return items.length > 0 ? { kind: 'list', items, site } : { kind: 'absent', site };
	}

	/** The reference that stands where the configuration writes one name alone. A known string is one where it says the same as its target. */
	private resolve(one: Shown, stated: Stated, site: Site): Value | undefined {
		const target = this.configuration.target(stated.expression, this.configuration.context(one.module));
		if (!target || (one.data && COMPOSED.has(stated.path.replace(/\[\d+\]/g, '').split('.').at(-1)!))) return undefined;
		const to = this.meant(target, one, stated);
		if (!to && !target.data && !this.groups.has(target.address)) return this.elsewhere(target, one, stated, site);
		if (!to || to.id === one.address) return undefined;
		const known = stated.value?.kind === 'scalar' && stated.value.value !== null ? stated.value.value : undefined;
		if (to.block.kind === 'data') return known === undefined ? this.policy(to, target, site) : undefined;
		const value = this.attribute(to, target, one, stated, site);
		return known === undefined || (value?.kind === 'reference' && this.says(to, target, known)) ? value : undefined;
	}

	private meant({ address, sameKey }: Target, one: Shown, { item }: Stated): Instance | undefined {
		const exact = this.instances.get(address) ?? (sameKey && one.key !== undefined ? this.instances.get(`${address}[${JSON.stringify(one.key)}]`) : undefined);
		if (exact) return exact;
		const group = this.groups.get(address) ?? [];
		return group.length === 1 ? group[0] : item && item.count === group.length ? group[item.index] : undefined;
	}

	private attribute(to: Instance, target: Target, one: Shown, { path }: Stated, site: Site): Value | undefined {
		const { type } = to.block;
		if (!isReference(type, one, path)) return undefined;
		const name = target.attribute ?? this.guessed(one, path);
		const attribute = attributeOf(type, name);
		if (!attribute && name.includes('.')) return undefined;
		if (attribute && !attribute.startsWith('=')) return { kind: 'reference', target: to.id, attribute, site };
		this.evaluator.read(to.block);
		const argument = to.argument(attribute?.slice(1) ?? name);
		if (argument.kind !== 'absent' && !(argument.kind === 'known' && argument.scalar === null)) return moved(argument, site);
		return { kind: 'reference', target: to.id, attribute: pascal(name), site };
	}

	/** What is not in the plan is still a reference. */
	private elsewhere({ address, type, attribute }: Target, one: Shown, { path, value }: Stated, site: Site): Value | undefined {
		if (value || !isReference(type, one, path)) return undefined;
		const name = attribute ?? this.guessed(one, path);
		const aws = attributeOf(type, name);
		return { kind: 'reference', target: address, attribute: aws && !aws.startsWith('=') ? aws : pascal(name), site };
	}

	/** Which attribute is meant where only the resource is named: the one that such arguments take. */
	private guessed({ type }: Shown, path: string): string {
		const companion = mappingsOf(type).find(mapping => mapping.kind === 'companion' && mapping.of === path);
		return companion?.refersBy ?? (/arns?(\[\d+\])?$/.test(path) ? 'arn' : 'id');
	}

	/** Whether the known string is the attribute's value: then it is no mere part of the string. */
	private says(to: Instance, target: Target, value: unknown): boolean {
		const names = target.attribute === undefined ? ['id', 'arn'] : [target.attribute];
		this.evaluator.read(to.block);
		return names.some(name => {
			const actual = get(this.objects.get(to.id)?.values, name);
			return actual?.kind === 'scalar' && actual.value === value;
		});
	}

	/** A policy document that waits for the apply: most of it is known all the same. */
	private policy(to: Instance, { attribute = 'json' }: Target, site: Site): Value | undefined {
		if (to.block.type !== 'aws_iam_policy_document' || !/^(minified_)?json$/.test(attribute)) return undefined;
		const { id, block } = to;
		return holding(unknown('the text of a policy document', site, `${id}.json`), () => this.evaluator.once(`policy ${id}`, block.site, id, () => {
			this.evaluator.read(block);
			return assemble(name => to.argument(name), block.site);
		}));
	}
}

/**
 * Whether an argument that speaks of one resource is what that resource says. Names of resources, and documents, are mostly composed
 * of it, and what other providers make is mostly a part of a name.
 */
function isReference(to: string, { type, data }: Shown, path: string): boolean {
	if (!/^aws(cc)?_/.test(to)) return false;
	const plain = path.replace(/\[\d+\]/g, '');
	return data || !mappingsOf(type).some(({ kind, named, fields }) => (kind === 'resource' && named === path) || fields.some(field => field.json && field.from.filter(name => name !== '[]').join('.') === plain));
}

/** State files list the paths of what is kept secret; only whole arguments are looked at. */
function isSecret(sensitive: Node | undefined, name: string): boolean {
	if (sensitive?.kind !== 'list') return isTrue(sensitive);
	return sensitive.items.some(path => {
		const first = path.kind === 'list' ? path.items[0] : undefined;
		const value = get(first, 'value');
		return value?.kind === 'scalar' && value.value === name;
	});
}
