import type { Assignment } from './state.js';

/** Assignments by id, and found by holder without a search: a list of a thousand accounts shows each one's roles. */
export class Assignments extends Map<string, Assignment> {
  private readonly byHolder = new Map<string, Set<Assignment>>();

  of(identityId: string): Assignment[] {
    return [...(this.byHolder.get(identityId) ?? [])];
  }

  override set(id: string, assignment: Assignment): this {
    this.delete(id);
    const held = this.byHolder.get(assignment.identityId) ?? new Set();
    this.byHolder.set(assignment.identityId, held.add(assignment));
    return super.set(id, assignment);
  }

  override delete(id: string): boolean {
    const assignment = this.get(id);
    if (assignment) this.byHolder.get(assignment.identityId)?.delete(assignment);
    return super.delete(id);
  }

  override clear(): void {
    this.byHolder.clear();
    super.clear();
  }
}
