// The provider of StartedTrigger: create = start, delete = stop.
// It is stored in the state as text, so it requires what it needs inside its functions.

const refused =
  "[TRIGGER_START_NOT_BUILT] StartedTrigger: this version deploys triggers stopped and does not " +
  "start them; start them in Data Factory Studio, or set no startTriggers for the environment";

exports.handler = () => ({
  async create() {
    throw new Error(refused);
  },

  // A trigger's definition cannot change while it runs: another trigger means stop and start.
  async diff(_id, olds, news) {
    const changed = olds.triggerId !== news.triggerId;
    return { changes: changed, replaces: changed ? ["triggerId"] : [], deleteBeforeReplace: true };
  },
});
