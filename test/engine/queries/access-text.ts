/** Avenues in one line each, for tests: `yes: anyone on the internet can read every object; stopped by …`. */
import type { Access } from '../../../engine/queries/avenues.ts';

export function show({ avenues }: Access): string[] {
	return avenues.filter(one => one.who !== 'own account').map(({ answer, via, caller, may, stop, when }) => [
		`${answer}: ${caller} can ${may} (${via}`, ...when.map(one => `, ${one.is ? '' : '!'}${one.name}`), ')',
		stop ? `; ${stop.answer === 'yes' ? 'stopped' : 'perhaps stopped'} by ${stop.words}` : '',
	].join(''));
}
