//! How IncrementalAlterConfigs and AlterConfigs are answered: a broker says what it can say by itself, the
//! controller is asked for the rest, and both are one answer.

use ottla_core::{
    metadata::controller::{
        Alteration, Altered, ConfigScope, settle_at_controller, settle_own_configs,
    },
    model::ErrorCode,
    protocol::{Request, codec::Listener, encode_request},
};

use crate::engine::{
    call::Call,
    cluster::Forwarded,
    handler::{Handler, Origin, Reply, ResponseOf, Rest},
    node::Validation,
    table,
};

/// A request to change configs, in one of two forms.
pub(super) trait AlteringConfigs: Handler {
    /// What becomes of keys that are not named.
    const SCOPE: ConfigScope;

    /// Whether anything is to be changed.
    fn validation(request: &Self::Request) -> Validation;

    /// What is asked for.
    fn alterations(request: &Self::Request) -> Vec<Alteration>;

    /// What is left of the request without that which is settled.
    fn without(request: Self::Request, settled: &[Option<Altered>]) -> Self::Request;

    /// The response that says this.
    fn response(altered: Vec<Altered>) -> ResponseOf<Self>;

    /// What a response says.
    fn altered(response: ResponseOf<Self>) -> Vec<Altered>;
}

/// Answers a request.
pub(super) fn answer<H>(call: &mut Call<'_>, request: H::Request) -> Reply<ResponseOf<H>>
where
    H: AlteringConfigs + 'static,
    ResponseOf<H>: Send + 'static,
{
    match call.asked_as {
        Listener::Broker => as_broker::<H>(call, request),
        Listener::Controller => as_controller::<H>(call, &request),
    }
}

fn as_broker<H>(call: &mut Call<'_>, request: H::Request) -> Reply<ResponseOf<H>>
where
    H: AlteringConfigs + 'static,
{
    let (node, image) = (call.node.clone(), call.image());
    let (started, id) = (&node.settings().entries, node.identity().node_id);
    let alterations = H::alterations(&request);
    let settled = settle_own_configs(&image, started, id, &alterations, H::SCOPE);
    let rest = H::without(request, &settled);
    if settled.iter().all(Option::is_some) {
        return Reply::Now(H::response(settled.into_iter().flatten().collect()));
    }
    let client_id = call.client_id.map(Into::into);
    let origin = Origin { correlation_id: 0, version: call.version, client_id };
    let frame = encode_request(&rest, call.version, 0, origin.client_id.as_ref());
    let frame = frame.ok().and_then(|frame| frame.contents().ok());
    let key = <H::Request as Request>::KEY;
    let (Some(frame), Some(api)) = (frame, table::find(key as i16)) else {
        return Reply::Close("what is left of the request cannot be forwarded");
    };
    let forwarded = Box::new(Forwarded::new(api, &frame, origin, call.now, &node));
    let whole = move |response| {
        let answered = H::altered(response);
        let all = alterations.into_iter().zip(settled);
        H::response(all.map(|(one, own)| own.unwrap_or_else(|| of(one, &answered))).collect())
    };
    Reply::Forwarded(Rest { forwarded, whole: Box::new(whole) })
}

/// What the controller says of a change. Its answers may stand in any order.
fn of(one: Alteration, answered: &[Altered]) -> Altered {
    let of_it = |altered: &&Altered| {
        (altered.resource_type, &altered.resource_name) == (one.resource_type, &one.resource_name)
    };
    match answered.iter().find(of_it) {
        Some(altered) => altered.clone(),
        None => {
            let error = ErrorCode::UnknownServerError;
            one.refused(error, error.message())
        }
    }
}

fn as_controller<H>(call: &mut Call<'_>, request: &H::Request) -> Reply<ResponseOf<H>>
where
    H: AlteringConfigs,
    ResponseOf<H>: Send + 'static,
{
    let (node, alterations) = (call.node.clone(), H::alterations(request));
    match node.alter_configs(call, &alterations, H::SCOPE, H::validation(request)) {
        Ok((altered, commit)) => commit.reply(H::response(altered), None),
        Err(error) => {
            let (started, id) = (&node.settings().entries, node.identity().node_id);
            let said = settle_at_controller(&call.image(), started, id, &alterations, H::SCOPE);
            let said = said.filter(|_| error == ErrorCode::NotController).unwrap_or_else(|| {
                let message = node.refusal_of(error);
                alterations.into_iter().map(|one| one.refused(error, &message)).collect()
            });
            Reply::Now(H::response(said))
        }
    }
}
