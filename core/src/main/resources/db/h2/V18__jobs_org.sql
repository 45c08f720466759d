-- A foreign key that is there before an index of its columns gets one of its own, of the organization alone, and pages of jobs would be
-- read by that and sorted. Made anew it takes the one that is there by now.
alter table jobs drop constraint jobs_org_fk;
alter table jobs add constraint jobs_org_fk foreign key (org_id) references organizations (id);
