/** Rules about a switch. */
import { expect, test } from 'vitest';
import type { ChangeBuilder, ReportOptions } from '../../../engine/review/rule.ts';
import { type Switch, switchRule } from '../../../engine/review/switch.ts';
import { design } from '../cloudformation/design.ts';

const spec: Switch = {
	id: 'rds/x', title: 'x', severity: 'warning', pillar: 'reliability', since: '0.1.0', source: 'https://docs.aws.amazon.com/', on: 'AWS::RDS::DBInstance', property: 'DeletionProtection',
	message: (resource, setting) => `${resource.name}: ${setting.label}`, fix: resource => `Protect ${resource.name}`,
};

function said(value: string, more: Partial<Switch> = {}) {
	const { design: found } = { design: design(`Parameters: { P: { Type: String } }\nConditions: { C: !Equals [!Ref P, x] }\nResources:\n  Db: { Type: AWS::RDS::DBInstance, Properties: { ${value} } }`) };
	const reports: [string, ReportOptions | undefined][] = [];
	switchRule({ ...spec, ...more }).review(found.resource('Db')!, found, (_at, message, options) => reports.push([message, options]));
	return reports;
}

test('speaks on a plain no', () => {
	expect(['DeletionProtection: false', '', 'DeletionProtection: !If [C, true, false]'].map(value => said(value).length)).toEqual([1, 1, 1]);
	expect(['DeletionProtection: true', 'DeletionProtection: !Ref P'].map(value => said(value).length)).toEqual([0, 0]);
	const [message, options] = said('DeletionProtection: false')[0]!;
	expect([message, options?.severity]).toEqual(['Db: DeletionProtection', 'warning']);
	const set: unknown[] = [];
	(options!.fix as { change: (change: ChangeBuilder) => void }).change({ set: (_place: unknown, value: unknown) => set.push(value) } as unknown as ChangeBuilder);
	expect(set).toEqual([true]);
});

test('is graded by context, or silent', () => {
	expect(said('', { grade: () => 'hint' })[0]?.[1]?.severity).toBe('hint');
	expect(said('', { grade: () => undefined })).toEqual([]);
	expect(said('DeletionProtection: true', { wanted: false }).length).toBe(1);
	expect(switchRule({ ...spec, fix: undefined } as never).fixes).toBeUndefined();
});
