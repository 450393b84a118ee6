/** Remembers on which page of a list each member was, so that one member can be read again with one request. */
export class MemberPages<Member extends { id: string }> {
  readonly #pageNumbers = new Map<string, number>();
  #readCount = 0;

  /**
   * Reads pages until one has the member. A member that was on a page before is looked up on that page only.
   *
   * @param loadPage Reads a page, numbered from 1.
   * @returns `undefined` if the member is not found. It may have moved to another page.
   */
  async find(
    id: string,
    loadPage: (number: number) => Promise<{ members: Member[]; isLast: boolean }>,
  ): Promise<Member | undefined> {
    const known = this.#pageNumbers.get(id);
    if (known !== undefined) return findById((await loadPage(known)).members, id);
    for (;;) {
      const number = this.#readCount + 1;
      const { members, isLast } = await loadPage(number);
      for (const member of members) this.#pageNumbers.set(member.id, number);
      const found = findById(members, id);
      if (!isLast) this.#readCount = number;
      if (found || isLast) return found;
    }
  }
}

const findById = <Member extends { id: string }>(members: Member[], id: string): Member | undefined =>
  members.find((member) => member.id === id);
