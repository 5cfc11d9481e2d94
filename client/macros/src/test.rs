//! The function that the test runner calls.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{FnArg, ItemFn, Result, ReturnType, parse2, spanned::Spanned};

use crate::options::Options;

pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let Options { calls } = parse2(attribute)?;
    let ItemFn { attrs, vis, sig, block, .. } = parse2(item)?;
    if sig.asyncness.is_none() {
        return Err(syn::Error::new(sig.fn_token.span(), "a test with a broker has to be async"));
    }
    if !sig.generics.params.is_empty() {
        let message = "a test cannot have parameters of types";
        return Err(syn::Error::new(sig.generics.span(), message));
    }
    let mut arguments = TokenStream::new();
    for argument in &sig.inputs {
        let FnArg::Typed(argument) = argument else {
            return Err(syn::Error::new(argument.span(), "a test has no self"));
        };
        let (pattern, kind) = (&argument.pat, &argument.ty);
        arguments.extend(quote! {
            let #pattern: #kind = ::ottla::testing::FromFixture::from_fixture(&fixture).await;
        });
    }
    // Not the block as it is: its braces would be unnecessary ones, which the compiler warns of.
    let (name, output, statements) = (&sig.ident, &sig.output, &block.stmts);
    let kind = match output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, kind) => quote!(#kind),
    };
    Ok(quote! {
        #[::core::prelude::v1::test]
        #(#attrs)*
        #vis fn #name() #output {
            ::ottla::testing::Setup::new()#calls.run(async |fixture| -> #kind {
                #arguments
                #(#statements)*
            })
        }
    })
}
