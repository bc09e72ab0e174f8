/** Windows over midnight and the week's end, and expressions that AWS takes or rejects. */
import { expect, test } from 'vitest';
import { dailyWindow, overlap, schedule, weeklyWindow, windowText } from '../../../engine/aws/schedules.ts';

const daily = (text: string) => dailyWindow(text)!, weekly = (text: string) => weeklyWindow(text)!;

test('windows are read', () => {
	expect([daily('03:00-03:30'), daily('23:45-00:15')]).toEqual([{ every: 'day', start: 180, length: 30 }, { every: 'day', start: 1425, length: 30 }]);
	expect([weekly('mon:00:00-mon:00:30'), weekly('Sun:23:45-Mon:00:15')].map(one => one.length)).toEqual([30, 30]);
	expect(['3:00-4:00', '24:00-24:30', '03:60-04:00', 'mon:03:00-mon:04:00', ''].map(dailyWindow)).toEqual(Array.from({ length: 5 }));
	expect(['03:00-04:00', 'xyz:03:00-mon:04:00', 'mon:03:00'].map(weeklyWindow)).toEqual(Array.from({ length: 3 }));
	expect(['sun:23:45-mon:00:15', 'tue:04:00-tue:05:00'].map(text => windowText(weekly(text)))).toEqual(['sun:23:45-mon:00:15', 'tue:04:00-tue:05:00']);
	expect(windowText(daily('23:45-00:15'))).toBe('23:45-00:15');
});

test('windows overlap', () => {
	expect([overlap(daily('03:00-04:00'), weekly('sun:03:30-sun:04:30')), overlap(daily('03:00-04:00'), weekly('sun:04:00-sun:05:00')), overlap(daily('03:00-04:00'), weekly('sun:02:00-sun:05:00'))]).toEqual([true, false, true]);
	expect([overlap(daily('23:30-00:30'), weekly('mon:00:00-mon:00:20')), overlap(weekly('sun:23:30-mon:00:30'), daily('00:00-00:30')), overlap(weekly('sun:23:30-mon:00:30'), daily('00:30-01:00'))]).toEqual([true, true, false]);
});

test('expressions that AWS takes', () => {
	expect([schedule('rate(1 hour)'), schedule('rate(5 minutes)')]).toEqual([{ kind: 'rate', minutes: 60 }, { kind: 'rate', minutes: 5 }]);
	const longest = (text: string) => { const found = schedule(text); return found.kind === 'cron' ? found.longest : found; };
	expect([longest('cron(0 5 * * ? *)'), longest('cron(0 5 ? * * *)'), longest('cron(0 5,17 ? * MON-FRI *)'), longest('cron(0/15 * * * ? *)'), longest('cron(0 12 ? * 1 *)')]).toEqual([1440, 1440, 3600, 15, 10080]);
	for (const text of ['cron(0 5 1 * ? *)', 'cron(0 5 L * ? *)', 'cron(0 8 ? * 2#1 *)', 'cron(0 5 ? * FRI-MON *)', 'cron(30 18 LW * ? 2026-2030)', 'cron(0 0 15W JAN,JUL ? *)', 'cron(0 5 ? * 6L *)']) expect(schedule(text).kind).toBe('cron');
});

test('expressions that AWS rejects', () => {
	const why = (text: string) => { const found = schedule(text); return found.kind === 'wrong' ? found.why : found; };
	expect(why('cron(0 5 * * *)')).toMatch(/has 5 fields/);
	expect(why('0 5 * * ? *')).toMatch(/neither cron/);
	expect(why('cron(0 5 * * * *)')).toMatch(/names both/);
	expect(why('cron(0 5 ? * ? *)')).toMatch(/has \? for both/);
	expect(why('cron(60 5 * * ? *)')).toBe('has 60 for the minutes');
	expect(why('cron(0 24 * * ? *)')).toBe('has 24 for the hours');
	expect(why('rate(1 hours)')).toBe('says 1 hours, and AWS takes 1 hour only');
	expect(why('rate(5 minute)')).toBe('says 5 minute, and AWS takes 5 minutes only');
	expect(why('rate(0 hours)')).toMatch(/0 times/);
});
