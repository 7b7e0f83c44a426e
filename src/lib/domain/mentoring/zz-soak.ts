
import fc from 'fast-check';
import loadHighs from 'highs';
import { assignTotal } from './assign-total';
import { pairKey, placesOf, type MatchProblem } from './match-problem';
import { arbitraryProblem, tiedScore } from './match-problem.arbitrary';
import { findTolerance, verifyCertificate } from './verify-certificate';
/** The same problem as a linear program (its matrix is totally unimodular, so its optimum is whole). */
function writeLinearProgram(problem: MatchProblem): string {
  const pinned = new Set(problem.pin.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const forbidden = new Set(problem.forbid.map(([mentee, mentor]) => pairKey(mentee, mentor)));
  const rows = new Map<string, string[]>();
  const limits = new Map<string, number>();
  const bounds = problem.edges.map((edge, at) => {
    rows.set(edge.mentee, [...(rows.get(edge.mentee) ?? []), `x${at}`]);
    rows.set(edge.mentor, [...(rows.get(edge.mentor) ?? []), `x${at}`]);
    limits.set(edge.mentee, placesOf(problem.need, edge.mentee));
    limits.set(edge.mentor, placesOf(problem.capacity, edge.mentor));
    const key = pairKey(edge.mentee, edge.mentor);
    return pinned.has(key) ? `x${at} = 1` : `0 <= x${at} <= ${forbidden.has(key) ? 0 : 1}`;
  });
  const objective = problem.edges.map((edge, at) => `${edge.score < 0 ? '-' : '+'} ${Math.abs(edge.score)} x${at}`);
  const constraints = [...rows].map(([id, terms]) => `c${id}: ${terms.join(' + ')} <= ${limits.get(id)}`);
  return `Maximize\n obj: ${objective.join('\n ')}\nSubject To\n ${constraints.join('\n ')}\nBounds\n ${bounds.join('\n ')}\nEnd\n`;
}


let highs = await loadHighs(); let n=0;
const seed=Number(process.argv[2]);
const bad=(why:string,p:MatchProblem,x:unknown)=>{ console.log('BAD',why,JSON.stringify(x),JSON.stringify(p)); };
fc.assert(fc.property(fc.oneof(arbitraryProblem({ mentees: 8, mentors: 6 }),arbitraryProblem({ mentees: 8, mentors: 6,score:tiedScore })), (problem) => {
  n++;
  let r; try { r=assignTotal(problem); } catch(e) { bad('throw',problem,String(e)); return; }
  const v=verifyCertificate(problem,r); if(!v.verified) bad('cert',problem,v);
  if(problem.edges.length===0) return;
  try { const o=highs.solve(writeLinearProgram(problem), { output_flag: false });
  if(o.Status!=='Optimal') bad('status',problem,o.Status);
  else if(!(Math.abs(o.ObjectiveValue-r.total)<=Math.max(1e-6,10*findTolerance(problem.edges)))) bad('differs',problem,[o.ObjectiveValue,r.total]); } catch(e) { bad('highs',problem,String(e)); }
}),{numRuns:Number(process.argv[3]),seed});
console.log('done',n);
