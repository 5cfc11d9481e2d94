//! In which log directory a partition's replica is, from what the metadata says and what the directories hold.

use ottla_core::model::Uuid;

/// What is known of a replica whose log is to be opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// The directory that the metadata names; reserved where it names none.
    pub(super) assigned: Uuid,
    /// Its folder in that directory.
    pub(super) named: Folder,
    /// Another directory that is online holds its folder.
    pub(super) is_elsewhere: bool,
    pub(super) all_are_online: bool,
    /// The node has opened what it had when it began: what comes now is new to it.
    pub(super) is_new: bool,
    /// The replica may become the leader as it is: nobody is known to have all of its records.
    pub(super) may_lead: bool,
}

/// A replica's folder, seen in the directory that the metadata names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folder {
    /// It is there, or the directory could not be asked.
    Held,
    Missing,
    /// That directory is not online, or there is none.
    OutOfSight,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The directory that the metadata names.
    Named,
    /// The one that holds the folder.
    Elsewhere,
    /// The one with the fewest partitions: the replica begins empty.
    Emptiest,
    /// The controller knows that its directory has failed.
    Lost,
    /// The directory is not named, and may be one that is offline.
    Unknown,
    /// The directory that is named is offline, or not of this node.
    Offline,
}

/// In the directory that holds its folder, else in the one that the metadata names, else in the one with the fewest. An empty
/// log in the place of one that is out of sight would hide its records, unless it is known that others have them all.
pub(super) fn place_of(known: Known) -> Place {
    match known.named {
        Folder::Held => return Place::Named,
        Folder::Missing | Folder::OutOfSight if known.is_elsewhere => return Place::Elsewhere,
        Folder::Missing => return Place::Named,
        Folder::OutOfSight => {}
    }
    let is_unnamed = known.assigned.is_reserved();
    // What is there when the node begins may be in a directory that is offline, even if the controller was not told of it: the
    // node may have died before that.
    let is_begun_nowhere = is_unnamed && (known.is_new || known.all_are_online);
    let others_have_all = !known.may_lead && known.all_are_online;
    if known.assigned == Uuid::LOST_DIRECTORY {
        Place::Lost
    } else if is_begun_nowhere || others_have_all {
        Place::Emptiest
    } else if is_unnamed {
        Place::Unknown
    } else {
        Place::Offline
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMED: Uuid = Uuid([7; 16]);

    /// A replica of a node that has just begun, with a directory offline, of which the metadata says nothing.
    const KNOWN: Known = Known {
        assigned: Uuid::ZERO,
        named: Folder::OutOfSight,
        is_elsewhere: false,
        all_are_online: false,
        is_new: false,
        may_lead: true,
    };

    #[test]
    fn a_replica_that_may_be_in_a_directory_that_is_offline_is_not_begun_anew() {
        assert_eq!(place_of(KNOWN), Place::Unknown);
        // Nor where others have its records: the disk may come back with them.
        assert_eq!(place_of(Known { may_lead: false, ..KNOWN }), Place::Unknown);
        assert_eq!(place_of(Known { assigned: NAMED, ..KNOWN }), Place::Offline);
        assert_eq!(place_of(Known { assigned: NAMED, may_lead: false, ..KNOWN }), Place::Offline);
        assert_eq!(place_of(Known { assigned: NAMED, is_new: true, ..KNOWN }), Place::Offline);
        assert_eq!(
            place_of(Known { assigned: Uuid::LOST_DIRECTORY, is_new: true, ..KNOWN }),
            Place::Lost
        );
    }

    #[test]
    fn a_new_replica_is_begun_in_the_emptiest_directory() {
        assert_eq!(place_of(Known { is_new: true, ..KNOWN }), Place::Emptiest);
        assert_eq!(place_of(Known { all_are_online: true, ..KNOWN }), Place::Emptiest);
        // In the directory that the controller has chosen, where there is one.
        let named = Known { assigned: NAMED, named: Folder::Missing, ..KNOWN };
        assert_eq!(place_of(named), Place::Named);
    }

    #[test]
    fn a_replica_whose_directory_was_taken_away_is_begun_anew_if_others_have_its_records() {
        let gone = Known { assigned: NAMED, all_are_online: true, ..KNOWN };
        assert_eq!(place_of(gone), Place::Offline);
        assert_eq!(place_of(Known { may_lead: false, ..gone }), Place::Emptiest);
    }

    #[test]
    fn a_folder_is_opened_where_it_is() {
        let missing =
            Known { assigned: NAMED, named: Folder::Missing, is_elsewhere: true, ..KNOWN };
        assert_eq!(place_of(missing), Place::Elsewhere);
        assert_eq!(place_of(Known { named: Folder::OutOfSight, ..missing }), Place::Elsewhere);
        assert_eq!(
            place_of(Known { assigned: Uuid::LOST_DIRECTORY, is_elsewhere: true, ..KNOWN }),
            Place::Elsewhere
        );
        // Of two, the one that the metadata names.
        assert_eq!(place_of(Known { named: Folder::Held, ..missing }), Place::Named);
    }
}
